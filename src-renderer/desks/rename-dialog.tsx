import { Button, Group, Modal, Stack, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import { useTranslation } from 'react-i18next';
import { applyProblems } from '../api/apply-problems';
import { useMutationOperation } from '../api/use-operation';
import { RefusalAlert } from '../ui/refusal-alert';
import type { Desk } from './desk-types';

interface RenameDialogProps {
  readonly desk: Desk;
  readonly onClose: () => void;
}

export function RenameDialog({ desk, onClose }: RenameDialogProps) {
  const { t } = useTranslation('desks');
  const { t: common } = useTranslation();
  const rename = useMutationOperation('desks.rename', { refresh: ['desks.list', 'office.status'] });
  const form = useForm({ initialValues: { name: desk.name } });

  const onSubmit = form.onSubmit(async ({ name }) => {
    const reply = await rename.run({ deskId: desk.deskId, name });
    if (reply.ok) onClose();
    else applyProblems(form, reply);
  });

  return (
    <Modal
      opened
      onClose={onClose}
      title={t('rename.title', { name: desk.name })}
      closeButtonProps={{ 'aria-label': common('close') }}
    >
      <form onSubmit={onSubmit} noValidate>
        <Stack>
          <TextInput
            label={t('rename.name')}
            autoComplete="off"
            maxLength={60}
            data-autofocus
            required
            {...form.getInputProps('name')}
          />
          {rename.refusal && rename.refusal.code !== 'invalid-input' && <RefusalAlert refusal={rename.refusal} />}
          <Group justify="flex-end" gap="sm">
            <Button variant="default" onClick={onClose}>
              {common('cancel')}
            </Button>
            <Button type="submit" loading={rename.isPending}>
              {common('save')}
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  );
}
