import { Button, Stack, Text, Textarea, Title } from '@mantine/core';
import { useForm } from '@mantine/form';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { applyProblems } from '../api/apply-problems';
import { useMutationOperation } from '../api/use-operation';
import { TypedPassword } from '../sign-in/typed-password';
import { Card } from '../ui/card';
import { RefusalAlert } from '../ui/refusal-alert';

/** Keys of another computer, from the kit that was printed there. */
export function RestoreKit() {
  const { t } = useTranslation('settings');
  const restore = useMutationOperation('keys.restore');
  const [restored, setRestored] = useState<number | null>(null);
  const form = useForm({ initialValues: { kit: '', passphrase: '' } });

  const onSubmit = form.onSubmit(async (values) => {
    setRestored(null);
    const reply = await restore.run(values);
    if (!reply.ok) return void applyProblems(form, reply);
    form.reset();
    setRestored(reply.value.keyIds.length);
  });

  return (
    <Card role="region" aria-label={t('keys.actions.restore.title')}>
      <form onSubmit={onSubmit} noValidate>
        <Stack gap="sm">
          <Title order={3}>{t('keys.actions.restore.title')}</Title>
          <Text c="dimmed">{t('keys.actions.restore.body')}</Text>
          <Textarea
            label={t('keys.actions.restore.kit')}
            description={t('keys.actions.restore.kitHint')}
            autoComplete="off"
            spellCheck={false}
            rows={4}
            required
            {...form.getInputProps('kit')}
          />
          <TypedPassword
            label={t('keys.passphrase')}
            autoComplete="off"
            required
            {...form.getInputProps('passphrase')}
          />
          {restore.refusal && restore.refusal.code !== 'invalid-input' && <RefusalAlert refusal={restore.refusal} />}
          <Button type="submit" variant="light" loading={restore.isPending}>
            {t('keys.actions.restore.submit')}
          </Button>
          <Text role="status" c="var(--good)" fw={600}>
            {restored !== null && t('keys.actions.restore.done', { count: restored })}
          </Text>
        </Stack>
      </form>
    </Card>
  );
}
