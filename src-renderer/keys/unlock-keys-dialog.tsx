import { Button, Modal, PasswordInput, Stack } from '@mantine/core';
import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useMutationOperation } from '../api/use-operation';
import { useAnnounce } from '../ui/live-region';
import { RefusalAlert } from '../ui/refusal-alert';

interface UnlockKeysDialogProps {
  readonly opened: boolean;
  readonly onClose: () => void;
}

/** Opens the signing key after a start where only its passphrase protects it. */
export function UnlockKeysDialog({ opened, onClose }: UnlockKeysDialogProps) {
  const { t } = useTranslation('layout');
  const { t: common } = useTranslation();
  const [passphrase, setPassphrase] = useState('');
  const unlock = useMutationOperation('keys.unlock');
  const announce = useAnnounce();

  async function onSubmit(event: FormEvent) {
    event.preventDefault();
    const reply = await unlock.run({ passphrase });
    if (!reply.ok) return;
    setPassphrase('');
    onClose();
    announce(t('keys.unlocked'));
  }

  return (
    <Modal
      opened={opened}
      onClose={onClose}
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
  );
}
