import { Button, Group, Modal, Stack } from '@mantine/core';
import { useForm } from '@mantine/form';
import { useTranslation } from 'react-i18next';
import { applyProblems } from '../api/apply-problems';
import { useMutationOperation } from '../api/use-operation';
import { useAnnounce } from '../ui/live-region';
import { RefusalAlert } from '../ui/refusal-alert';
import type { Device } from './link-state';
import { PhoneFields, type PhoneValues } from './phone-fields';

interface ChangeDialogProps {
  readonly device: Device;
  readonly onClose: () => void;
}

export function ChangeDialog({ device, onClose }: ChangeDialogProps) {
  const { t } = useTranslation('phones');
  const { t: common } = useTranslation();
  const announce = useAnnounce();
  const change = useMutationOperation('devices.change', { refresh: ['devices.list'] });
  const { deviceId, name, responsible, responsibleName } = device;
  const form = useForm<PhoneValues>({ initialValues: { name, responsible } });

  const onSubmit = form.onSubmit(async (values) => {
    const reply = await change.run({ deviceId, ...values });
    if (reply.ok) {
      announce(t('change.saved'));
      onClose();
    } else {
      applyProblems(form, reply);
    }
  });

  return (
    <Modal
      opened
      onClose={onClose}
      title={t('change.title', { name })}
      closeButtonProps={{ 'aria-label': common('close') }}
    >
      <form onSubmit={onSubmit} noValidate>
        <Stack>
          <PhoneFields form={form} current={{ username: responsible, displayName: responsibleName }} />
          {change.refusal && change.refusal.code !== 'invalid-input' && <RefusalAlert refusal={change.refusal} />}
          <Group justify="flex-end" gap="sm">
            <Button variant="default" onClick={onClose}>
              {common('cancel')}
            </Button>
            <Button type="submit" loading={change.isPending}>
              {common('save')}
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  );
}
