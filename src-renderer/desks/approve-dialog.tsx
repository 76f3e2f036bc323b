import { Button, Group, Modal, Stack, Text, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import { useTranslation } from 'react-i18next';
import { applyProblems } from '../api/apply-problems';
import { useMutationOperation } from '../api/use-operation';
import { useAnnounce } from '../ui/live-region';
import { RefusalAlert } from '../ui/refusal-alert';
import type { Desk } from './desk-types';

interface ApproveDialogProps {
  readonly desk: Desk;
  readonly onClose: () => void;
}

/** Asks for the number that is on the other screen: nobody is let in by a press alone. */
export function ApproveDialog({ desk, onClose }: ApproveDialogProps) {
  const { t } = useTranslation('desks');
  const { t: common } = useTranslation();
  const announce = useAnnounce();
  const approve = useMutationOperation('desks.approve', { refresh: ['desks.list'] });
  const form = useForm({ initialValues: { check: '' } });
  const { name, deskId } = desk;

  const onSubmit = form.onSubmit(async ({ check }) => {
    const reply = await approve.run({ deskId, check });
    if (reply.ok) {
      announce(t('approve.done', { name }));
      return onClose();
    }
    applyProblems(form, reply);
    if (reply.fields?.['check'] === 'invalid') form.setFieldError('check', t('approve.wrong'));
  });

  return (
    <Modal
      opened
      onClose={onClose}
      title={t('approve.title', { name })}
      closeButtonProps={{ 'aria-label': common('close') }}
    >
      <form onSubmit={onSubmit} noValidate>
        <Stack>
          <Text>{t('approve.body')}</Text>
          <TextInput
            label={t('approve.check')}
            description={t('approve.checkHint')}
            placeholder="XXXX-XXXX-XXXX"
            styles={{ input: { fontFamily: 'var(--mantine-font-family-monospace)', fontSize: '1.25rem' } }}
            autoComplete="off"
            spellCheck={false}
            data-autofocus
            required
            {...form.getInputProps('check')}
          />
          <Text c="dimmed">{t('approve.warning')}</Text>
          {approve.refusal && approve.refusal.code !== 'invalid-input' && <RefusalAlert refusal={approve.refusal} />}
          <Group justify="flex-end" gap="sm">
            <Button variant="default" onClick={onClose}>
              {common('cancel')}
            </Button>
            <Button type="submit" loading={approve.isPending}>
              {t('approve.submit')}
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  );
}
