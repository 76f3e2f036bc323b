import { Alert, Button, Checkbox, Group, Modal, Stack, Text } from '@mantine/core';
import { useForm } from '@mantine/form';
import { IconAlertTriangle } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { applyProblems, problemWords } from '../api/apply-problems';
import { useMutationOperation } from '../api/use-operation';
import { NewPasswordFields } from '../sign-in/new-password-fields';
import { useAnnounce } from '../ui/live-region';
import { RefusalAlert } from '../ui/refusal-alert';

const SHORTEST = 12;

interface ProtectDialogProps {
  /** There is a passphrase already, which older backups keep. */
  readonly isChange: boolean;
  readonly onClose: () => void;
}

/** A passphrase for all backups from now on: typed twice, and only by somebody who says that it is written down. */
export function ProtectDialog({ isChange, onClose }: ProtectDialogProps) {
  const { t } = useTranslation('backups');
  const { t: common } = useTranslation();
  const announce = useAnnounce();
  const protect = useMutationOperation('backups.protect', { refresh: ['backups.status'] });
  const form = useForm({
    initialValues: { passphrase: '', repeated: '', written: false },
    validate: {
      passphrase: (value) => (Array.from(value).length < SHORTEST ? problemWords('too-short') : null),
      repeated: (value, { passphrase }) => (value === passphrase ? null : t('encryption.differs')),
      written: (value) => (value ? null : t('encryption.writtenFirst')),
    },
  });
  const passphrase = form.getInputProps('passphrase');
  const repeated = form.getInputProps('repeated');

  const onSubmit = form.onSubmit(async (values) => {
    const reply = await protect.run({ passphrase: values.passphrase });
    if (!reply.ok) return void applyProblems(form, reply);
    announce(t('encryption.protected'));
    onClose();
  });

  return (
    <Modal
      opened
      onClose={onClose}
      size="lg"
      title={t(isChange ? 'encryption.changeTitle' : 'encryption.startTitle')}
      closeButtonProps={{ 'aria-label': common('close') }}
    >
      <form onSubmit={onSubmit} noValidate>
        <Stack>
          <Alert color="marigold" icon={<IconAlertTriangle aria-hidden />} title={t('encryption.warning')}>
            <Text>{t('encryption.warningBody')}</Text>
            {isChange && <Text mt={6}>{t('encryption.changeNote')}</Text>}
          </Alert>
          <NewPasswordFields
            label={t('encryption.passphrase')}
            rules={t('encryption.rules')}
            shortest={SHORTEST}
            value={form.values.passphrase}
            repeated={form.values.repeated}
            error={passphrase.error}
            repeatedError={repeated.error}
            onChange={passphrase.onChange}
            onRepeat={repeated.onChange}
            autoFocus
          />
          <Checkbox label={t('encryption.written')} {...form.getInputProps('written', { type: 'checkbox' })} />
          {protect.refusal && protect.refusal.code !== 'invalid-input' && <RefusalAlert refusal={protect.refusal} />}
          <Group justify="flex-end" gap="sm">
            <Button variant="default" onClick={onClose}>
              {common('cancel')}
            </Button>
            <Button type="submit" loading={protect.isPending}>
              {t('encryption.submit')}
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  );
}
