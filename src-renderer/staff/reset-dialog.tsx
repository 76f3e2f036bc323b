import { useTranslation } from 'react-i18next';
import { useMutationOperation } from '../api/use-operation';
import { ConfirmDialog } from '../ui/confirm-dialog';
import type { Invitation, StaffMember } from './staff-dialogs';

interface ResetDialogProps {
  readonly member: StaffMember;
  readonly onReset: (invitation: Invitation) => void;
  readonly onClose: () => void;
}

export function ResetDialog({ member, onReset, onClose }: ResetDialogProps) {
  const { t } = useTranslation('staff');
  const reset = useMutationOperation('staff.resetPassword', { refresh: ['staff.list'] });

  async function onConfirm() {
    const reply = await reset.run({ username: member.username });
    if (reply.ok) onReset(reply.value);
  }

  return (
    <ConfirmDialog
      opened
      title={t('reset.title')}
      confirmLabel={t('reset.confirm')}
      isPending={reset.isPending}
      refusal={reset.refusal}
      onConfirm={() => void onConfirm()}
      onClose={onClose}
    >
      {t('reset.body', { name: member.displayName })}
    </ConfirmDialog>
  );
}
