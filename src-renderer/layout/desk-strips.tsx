import { Alert, Button, Group, Modal, PasswordInput, Stack, Text } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { IconKey, IconPlugConnectedX, IconSparkles } from '@tabler/icons-react';
import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'wouter';
import { useMutationOperation } from '../api/use-operation';
import { useOffice, usePerson } from '../session/office';
import { useAnnounce } from '../ui/live-region';
import { RefusalAlert } from '../ui/refusal-alert';
import classes from './desk.module.css';

/** What everybody has to know whatever page they are on: no connection, no signing key, not a real event. */
export function DeskStrips({ unreachable }: { readonly unreachable: boolean }) {
  const { t } = useTranslation('layout');
  const { keys, demo } = useOffice();
  return (
    <>
      {unreachable && (
        <Alert className={classes.strip ?? ''} role="alert" color="red" icon={<IconPlugConnectedX aria-hidden />}>
          {t('unreachable.strip')}
        </Alert>
      )}
      {demo && (
        <Alert className={classes.strip ?? ''} color="marigold" icon={<IconSparkles aria-hidden />}>
          {t('demo')}
        </Alert>
      )}
      {keys === 'locked' && <KeysLocked />}
      {keys === 'missing' && <KeysMissing />}
    </>
  );
}

function KeysMissing() {
  const { t } = useTranslation('layout');
  const isAdministrator = usePerson().role === 'administrator';
  return (
    <Alert
      className={classes.strip ?? ''}
      role="alert"
      color="red"
      icon={<IconKey aria-hidden />}
      title={t('keys.missingTitle')}
    >
      <Group justify="space-between">
        <Text>{t(isAdministrator ? 'keys.missingBody' : 'keys.missingBodyStaff')}</Text>
        {isAdministrator && (
          <Button component={Link} href="/settings">
            {t('keys.restore')}
          </Button>
        )}
      </Group>
    </Alert>
  );
}

function KeysLocked() {
  const { t } = useTranslation('layout');
  const { t: common } = useTranslation();
  const [opened, dialog] = useDisclosure(false);
  const [passphrase, setPassphrase] = useState('');
  const unlock = useMutationOperation('keys.unlock');
  const announce = useAnnounce();

  async function onSubmit(event: FormEvent) {
    event.preventDefault();
    const reply = await unlock.run({ passphrase });
    if (!reply.ok) return;
    setPassphrase('');
    dialog.close();
    announce(t('keys.unlocked'));
  }

  return (
    <Alert
      className={classes.strip ?? ''}
      role="alert"
      color="marigold"
      icon={<IconKey aria-hidden />}
      title={t('keys.lockedTitle')}
    >
      <Group justify="space-between">
        <Text>{t('keys.lockedBody')}</Text>
        <Button onClick={dialog.open}>{t('keys.unlock')}</Button>
      </Group>
      <Modal
        opened={opened}
        onClose={dialog.close}
        title={t('keys.unlock')}
        closeButtonProps={{ 'aria-label': common('close') }}
      >
        <form onSubmit={(event) => void onSubmit(event)}>
          <Stack>
            <PasswordInput
              label={t('keys.passphrase')}
              autoComplete="off"
              required
              data-autofocus
              value={passphrase}
              onChange={(event) => setPassphrase(event.currentTarget.value)}
            />
            <RefusalAlert refusal={unlock.refusal} />
            <Button type="submit" loading={unlock.isPending}>
              {t('keys.unlock')}
            </Button>
          </Stack>
        </form>
      </Modal>
    </Alert>
  );
}
