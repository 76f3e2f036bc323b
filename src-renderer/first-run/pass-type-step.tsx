import { Stack, Text, Title } from '@mantine/core';
import type { UseFormReturnType } from '@mantine/form';
import { useTranslation } from 'react-i18next';
import { PassTypeFields } from './pass-type-fields';
import type { SetUpValues } from './set-up-types';

export function PassTypeStep({ form }: { readonly form: UseFormReturnType<SetUpValues> }) {
  const { t } = useTranslation('firstRun');
  return (
    <Stack gap="md">
      <div>
        <Title order={2}>{t('passTypes.title')}</Title>
        <Text c="dimmed" mt={4}>
          {t('passTypes.body')}
        </Text>
      </div>
      <PassTypeFields form={form} currencyCode={form.values.event.currency.code} />
    </Stack>
  );
}
