import { Stack, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { BACKUP_DAYS } from '../../src-shared/backup-days';
import { useMutationOperation } from '../api/use-operation';
import { ConfirmDialog } from '../ui/confirm-dialog';
import { useAnnounce } from '../ui/live-region';
import type { Erased } from './erased-now';

interface EraseDialogProps {
  readonly who: string;
  readonly passIds: readonly string[];
  readonly onErased: (erased: Erased) => void;
  readonly onClose: () => void;
}

/** Cannot be taken back, so it says what goes, what stays and what still has it for a while. */
export function EraseDialog({ who, passIds, onErased, onClose }: EraseDialogProps) {
  const { t } = useTranslation('privacy');
  const announce = useAnnounce();
  const erase = useMutationOperation('privacy.erase');

  async function onConfirm() {
    const reply = await erase.run({ passIds: [...passIds] });
    if (!reply.ok) return;
    announce(t('erasedNow.title', { count: reply.value.erased }));
    onErased(reply.value);
  }

  return (
    <ConfirmDialog
      opened
      title={t('eraseDialog.title', { count: passIds.length })}
      confirmLabel={t('eraseDialog.confirm')}
      cancelLabel={t('eraseDialog.keep')}
      isPending={erase.isPending}
      refusal={erase.refusal}
      onConfirm={() => void onConfirm()}
      onClose={onClose}
    >
      <Stack gap="xs">
        <Text fw={650}>{t('eraseDialog.who', { who })}</Text>
        <Text>{t('eraseDialog.goes')}</Text>
        <Text>{t('eraseDialog.stays')}</Text>
        <Text>{t('eraseDialog.backups', { count: BACKUP_DAYS })}</Text>
      </Stack>
    </ConfirmDialog>
  );
}
