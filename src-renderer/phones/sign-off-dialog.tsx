import { Stack, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { useMutationOperation } from '../api/use-operation';
import { ConfirmDialog } from '../ui/confirm-dialog';
import { useAnnounce } from '../ui/live-region';
import type { Phone } from './use-phones';

interface SignOffDialogProps {
  readonly phone: Phone;
  readonly onClose: () => void;
}

/** Cannot be taken back, and what the phone has not handed in yet is lost with it. */
export function SignOffDialog({ phone, onClose }: SignOffDialogProps) {
  const { t } = useTranslation('phones');
  const announce = useAnnounce();
  const revoke = useMutationOperation('devices.revoke', { refresh: ['devices.list', 'listener.status'] });
  const { deviceId, name, health } = phone.device;
  const lost = (health?.queue ?? 0) + (health?.stuck ?? 0);

  async function onConfirm() {
    const reply = await revoke.run({ deviceId });
    if (!reply.ok) return;
    announce(t('signOff.done', { name }));
    onClose();
  }

  return (
    <ConfirmDialog
      opened
      title={t('signOff.title', { name })}
      confirmLabel={t('signOff.confirm')}
      cancelLabel={t('signOff.keep')}
      isPending={revoke.isPending}
      refusal={revoke.refusal}
      onConfirm={() => void onConfirm()}
      onClose={onClose}
    >
      <Stack gap="xs">
        <Text>{t('signOff.body')}</Text>
        {lost > 0 && <Text fw={650}>{t('signOff.lost', { count: lost })}</Text>}
        {phone.link !== 'connected' && <Text fw={650}>{t('signOff.perhapsLost')}</Text>}
      </Stack>
    </ConfirmDialog>
  );
}
