import { Alert, Button, Text } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { IconArrowBackUp, IconBan } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'wouter';
import type { Pass } from '../../src-shared/contract/passes';
import { useMutationOperation } from '../api/use-operation';
import { useFormat } from '../format/use-format';
import { ConfirmDialog } from '../ui/confirm-dialog';
import { useAnnounce } from '../ui/live-region';
import { RefusalAlert } from '../ui/refusal-alert';
import { passState } from './pass-state';

interface CancelPassProps {
  readonly pass: Pass;
  /** The office knew better: the pass has to be looked at again. */
  readonly onOutdated: () => void;
}

/** Cancels a pass sold by mistake, and takes that back. One that has admitted stays as it is. */
export function CancelPass({ pass, onOutdated }: CancelPassProps) {
  const state = passState(pass);
  const [firstState] = useState(state);
  // The button that was pressed gives way to the one that takes it back, and the focus goes with it.
  const isChanged = state !== firstState;
  if (state === 'cancelled') return <Reinstate pass={pass} autoFocus={isChanged} />;
  return state === 'toCome' ? <Cancel pass={pass} autoFocus={isChanged} onOutdated={onOutdated} /> : null;
}

function Cancel({ pass, autoFocus, onOutdated }: CancelPassProps & { readonly autoFocus: boolean }) {
  const { t } = useTranslation('passes');
  const format = useFormat();
  const announce = useAnnounce();
  const [opened, dialog] = useDisclosure(false);
  const cancel = useMutationOperation('passes.cancel');

  async function onConfirm() {
    const reply = await cancel.run({ passId: pass.passId });
    if (!reply.ok) return reply.code === 'conflict' ? onOutdated() : undefined;
    dialog.close();
    announce(t('pass.cancel.done'));
  }

  function onClose() {
    cancel.reset();
    dialog.close();
  }

  return (
    <>
      <Button
        variant="subtle"
        color="red"
        autoFocus={autoFocus}
        leftSection={<IconBan size={20} aria-hidden />}
        onClick={dialog.open}
      >
        {t('pass.cancel.action')}
      </Button>
      <ConfirmDialog
        opened={opened}
        title={t('pass.cancel.title')}
        confirmLabel={t('pass.cancel.action')}
        cancelLabel={t('pass.cancel.keep')}
        isPending={cancel.isPending}
        refusal={cancel.refusal?.code === 'conflict' ? null : cancel.refusal}
        onConfirm={() => void onConfirm()}
        onClose={onClose}
      >
        {cancel.refusal?.code === 'conflict' ? (
          <Alert role="alert" color="red">
            {t('pass.cancel.admitted')}
          </Alert>
        ) : (
          <Text>{t('pass.cancel.body', { amount: format.money(pass.amount) })}</Text>
        )}
      </ConfirmDialog>
    </>
  );
}

function Reinstate({ pass, autoFocus }: { readonly pass: Pass; readonly autoFocus: boolean }) {
  const { t } = useTranslation('passes');
  const announce = useAnnounce();
  const reinstate = useMutationOperation('passes.reinstate');
  const { refusal } = reinstate;

  async function onClick() {
    const reply = await reinstate.run({ passId: pass.passId });
    if (reply.ok) announce(t('pass.reinstate.done'));
  }

  return (
    <>
      <Button
        variant="light"
        autoFocus={autoFocus}
        leftSection={<IconArrowBackUp size={20} aria-hidden />}
        loading={reinstate.isPending}
        onClick={() => void onClick()}
      >
        {t('pass.reinstate.action')}
      </Button>
      {refusal?.code === 'conflict' ? (
        <Alert role="alert" color="red">
          {t('pass.reinstate.conflict')}
        </Alert>
      ) : (
        <RefusalAlert
          refusal={refusal}
          action={
            refusal?.passId !== undefined && (
              <Button component={Link} href={`/preview/${encodeURIComponent(refusal.passId)}`} variant="default">
                {t('pass.reinstate.showOther')}
              </Button>
            )
          }
        />
      )}
    </>
  );
}
