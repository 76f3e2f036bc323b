import { Button, Group, Modal, Stack, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import { useTranslation } from 'react-i18next';
import { applyProblems } from '../api/apply-problems';
import { useMutationOperation } from '../api/use-operation';
import type { Role } from '../session/session-types';
import { RefusalAlert } from '../ui/refusal-alert';
import { RoleSelect } from './role-select';
import type { Invitation } from './staff-dialogs';

interface InviteDialogProps {
  readonly onInvited: (invitation: Invitation) => void;
  readonly onClose: () => void;
}

export function InviteDialog({ onInvited, onClose }: InviteDialogProps) {
  const { t } = useTranslation('staff');
  const { t: common } = useTranslation();
  const invite = useMutationOperation('staff.invite', { refresh: ['staff.list'] });
  const form = useForm({ initialValues: { displayName: '', username: '', role: 'gate' as Role } });

  const onSubmit = form.onSubmit(async (values) => {
    const reply = await invite.run(values);
    if (reply.ok) onInvited(reply.value);
    else applyProblems(form, reply);
  });

  return (
    <Modal
      opened
      onClose={onClose}
      title={t('dialog.inviteTitle')}
      closeButtonProps={{ 'aria-label': common('close') }}
    >
      <form onSubmit={onSubmit} noValidate>
        <Stack>
          <TextInput
            label={t('dialog.displayName')}
            placeholder={t('dialog.displayNamePlaceholder')}
            required
            data-autofocus
            autoComplete="off"
            {...form.getInputProps('displayName')}
          />
          <TextInput
            label={t('dialog.username')}
            description={t('dialog.usernameHint')}
            required
            autoComplete="off"
            autoCapitalize="none"
            spellCheck={false}
            {...form.getInputProps('username')}
          />
          <RoleSelect label={t('dialog.role')} {...form.getInputProps('role')} />
          {invite.refusal && invite.refusal.code !== 'invalid-input' && <RefusalAlert refusal={invite.refusal} />}
          <Group justify="flex-end" gap="sm">
            <Button variant="default" onClick={onClose}>
              {common('cancel')}
            </Button>
            <Button type="submit" loading={invite.isPending}>
              {t('dialog.inviteSubmit')}
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  );
}
