import { Button, Group, Modal, Stack, Switch, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import { useTranslation } from 'react-i18next';
import { applyProblems } from '../api/apply-problems';
import { useMutationOperation } from '../api/use-operation';
import { useAnnounce } from '../ui/live-region';
import { RefusalAlert } from '../ui/refusal-alert';
import { RoleSelect } from './role-select';
import type { StaffMember } from './staff-dialogs';

interface EditDialogProps {
  readonly member: StaffMember;
  readonly onClose: () => void;
}

export function EditDialog({ member, onClose }: EditDialogProps) {
  const { t } = useTranslation('staff');
  const { t: common } = useTranslation();
  const announce = useAnnounce();
  const update = useMutationOperation('staff.update', { refresh: ['staff.list', 'office.status'] });
  const { displayName, role, disabled } = member;
  const form = useForm({ initialValues: { displayName, role, enabled: !disabled } });

  const onSubmit = form.onSubmit(async ({ enabled, ...values }) => {
    const reply = await update.run({ ...values, username: member.username, disabled: !enabled });
    if (reply.ok) {
      announce(t('saved'));
      onClose();
    } else {
      applyProblems(form, reply, (path) => (path === 'disabled' ? 'enabled' : path));
    }
  });

  return (
    <Modal
      opened
      onClose={onClose}
      title={t('dialog.editTitle', { name: displayName })}
      closeButtonProps={{ 'aria-label': common('close') }}
    >
      <form onSubmit={onSubmit} noValidate>
        <Stack>
          <TextInput
            label={t('dialog.displayName')}
            required
            data-autofocus
            autoComplete="off"
            {...form.getInputProps('displayName')}
          />
          <RoleSelect label={t('dialog.role')} {...form.getInputProps('role')} />
          <Switch
            label={t('dialog.enabled')}
            description={t('dialog.enabledHint')}
            size="md"
            {...form.getInputProps('enabled', { type: 'checkbox' })}
          />
          {update.refusal && update.refusal.code !== 'invalid-input' && <RefusalAlert refusal={update.refusal} />}
          <Group justify="flex-end" gap="sm">
            <Button variant="default" onClick={onClose}>
              {common('cancel')}
            </Button>
            <Button type="submit" loading={update.isPending}>
              {common('save')}
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  );
}
