import { Button, Group, Stack } from '@mantine/core';
import { IconArrowsExchange, IconDeviceMobilePause, IconLogout, IconMapPin } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { applyProblems } from '../api/apply-problems';
import { useMutationOperation } from '../api/use-operation';
import { ConfirmDialog } from '../ui/confirm-dialog';
import { RefusalAlert } from '../ui/refusal-alert';
import { Points } from './points';
import { StoreFields } from './store-fields';
import { fits } from './store-types';
import { useStoreForm } from './use-store-form';

interface RelocateFormProps {
  readonly onBegin: () => void;
  readonly onEnd: (isDone: boolean) => void;
}

/** The store that this desk works on at another address: gone on with once its own event was found there. */
export function RelocateForm({ onBegin, onEnd }: RelocateFormProps) {
  const { t } = useTranslation('store');
  const relocate = useMutationOperation('store.relocate', { refresh: [] });
  const store = useStoreForm('', t('trial.done'));
  const [asking, setAsking] = useState(false);
  const { form, trial } = store;
  const isFit = trial !== null && fits(trial, 'relocate');

  async function onConfirm() {
    setAsking(false);
    onBegin();
    const reply = await relocate.run({ address: form.values.address });
    onEnd(reply.ok);
    if (!reply.ok) applyProblems(form, reply);
  }

  return (
    <>
      <form noValidate onSubmit={form.onSubmit(() => (isFit ? setAsking(true) : void store.test()))}>
        <Stack gap="lg">
          <StoreFields store={store} purpose="relocate" />
          {relocate.refusal && relocate.refusal.code !== 'invalid-input' && <RefusalAlert refusal={relocate.refusal} />}
          {isFit && (
            <Group>
              <Button type="submit" loading={relocate.isPending} leftSection={<IconMapPin size={20} aria-hidden />}>
                {t('relocate.submit')}
              </Button>
            </Group>
          )}
        </Stack>
      </form>
      <ConfirmDialog
        opened={asking}
        title={t('relocate.confirmTitle')}
        confirmLabel={t('relocate.submit')}
        onConfirm={() => void onConfirm()}
        onClose={() => setAsking(false)}
      >
        <Points
          points={[
            { icon: <IconArrowsExchange />, words: t('relocate.onlyOne') },
            { icon: <IconLogout />, words: t('share.signedOut') },
            { icon: <IconDeviceMobilePause />, words: t('relocate.phones') },
          ]}
        />
      </ConfirmDialog>
    </>
  );
}
