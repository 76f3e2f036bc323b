import { Button, Stack, Text, Title } from '@mantine/core';
import { useForm } from '@mantine/form';
import { useTranslation } from 'react-i18next';
import { applyProblems } from '../api/apply-problems';
import { useMutationOperation } from '../api/use-operation';
import { TypedPassword } from '../sign-in/typed-password';
import { Card } from '../ui/card';
import { RefusalAlert } from '../ui/refusal-alert';
import type { Kit } from './kit';

interface KeyActionProps {
  readonly operation: 'printKit' | 'rotate' | 'importSecret';
  readonly onKit: (kit: Kit) => void;
}

/** One thing to do with the keys that ends in a new recovery kit, under the passphrase of the set-up. */
export function KeyAction({ operation, onKit }: KeyActionProps) {
  const { t } = useTranslation('settings');
  const printKit = useMutationOperation('keys.printKit');
  const rotate = useMutationOperation('keys.rotate');
  const importSecret = useMutationOperation('keys.importSecret');
  const form = useForm({ initialValues: { passphrase: '', secret: '' } });
  const { isPending, refusal } = { printKit, rotate, importSecret }[operation];

  const onSubmit = form.onSubmit(async ({ passphrase, secret }) => {
    const runs = {
      printKit: () => printKit.run({ passphrase }),
      rotate: () => rotate.run({ passphrase }),
      importSecret: () => importSecret.run({ passphrase, secret }),
    };
    const reply = await runs[operation]();
    if (!reply.ok) return void applyProblems(form, reply);
    form.reset();
    onKit(reply.value);
  });

  return (
    <Card role="region" aria-label={t(`keys.actions.${operation}.title`)}>
      <form onSubmit={onSubmit} noValidate>
        <Stack gap="sm">
          <Title order={3}>{t(`keys.actions.${operation}.title`)}</Title>
          <Text c="dimmed">{t(`keys.actions.${operation}.body`)}</Text>
          {operation === 'importSecret' && (
            <TypedPassword
              label={t('keys.actions.importSecret.secret')}
              autoComplete="off"
              required
              {...form.getInputProps('secret')}
            />
          )}
          <TypedPassword
            label={t('keys.passphrase')}
            description={t('keys.passphraseHint')}
            autoComplete="off"
            required
            {...form.getInputProps('passphrase')}
          />
          {refusal && refusal.code !== 'invalid-input' && <RefusalAlert refusal={refusal} />}
          <Button type="submit" variant="light" loading={isPending}>
            {t(`keys.actions.${operation}.submit`)}
          </Button>
        </Stack>
      </form>
    </Card>
  );
}
