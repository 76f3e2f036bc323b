import { Button, Group, Modal, Stack, Text } from '@mantine/core';
import { useForm } from '@mantine/form';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Refusal, Reply } from '../../src-shared/contract/operation';
import { applyProblems } from '../api/apply-problems';
import { TypedPassword } from '../sign-in/typed-password';
import { RefusalAlert } from '../ui/refusal-alert';
import type { Backup } from './backup-types';

interface CheckDialogProps {
  readonly onCheck: (passphrase: string | undefined) => Promise<Reply<Backup>>;
  readonly onClose: () => void;
}

/** An encrypted backup can only be read to its end by somebody who knows its passphrase. */
export function CheckDialog({ onCheck, onClose }: CheckDialogProps) {
  const { t } = useTranslation('backups');
  const { t: common } = useTranslation();
  const form = useForm({ initialValues: { passphrase: '' } });
  const [isPending, setPending] = useState(false);
  const [refusal, setRefusal] = useState<Refusal | null>(null);

  const onSubmit = form.onSubmit(async ({ passphrase }) => {
    setPending(true);
    setRefusal(null);
    const reply = await onCheck(passphrase === '' ? undefined : passphrase);
    setPending(false);
    if (reply.ok) return onClose();
    if (reply.code === 'wrong-passphrase') return form.setErrors({ passphrase: t('check.wrongPassphrase') });
    if (!applyProblems(form, reply)) setRefusal(reply);
  });

  return (
    <Modal opened onClose={onClose} title={t('check.title')} closeButtonProps={{ 'aria-label': common('close') }}>
      <form onSubmit={onSubmit} noValidate>
        <Stack>
          <Text>{t('check.body')}</Text>
          <TypedPassword
            label={t('check.passphrase')}
            autoComplete="off"
            data-autofocus
            {...form.getInputProps('passphrase')}
          />
          <RefusalAlert refusal={refusal} />
          <Group justify="flex-end" gap="sm">
            <Button variant="default" onClick={onClose}>
              {common('cancel')}
            </Button>
            <Button type="submit" loading={isPending}>
              {t('check.submit')}
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  );
}
