import { Stack, TextInput, Title } from '@mantine/core';
import type { UseFormReturnType } from '@mantine/form';
import { useTranslation } from 'react-i18next';
import { EventFields } from './event-fields';
import type { SetUpValues } from './set-up-types';

interface EventStepProps {
  readonly form: UseFormReturnType<SetUpValues>;
  readonly needsSetUpCode: boolean;
}

export function EventStep({ form, needsSetUpCode }: EventStepProps) {
  const { t } = useTranslation('firstRun');
  return (
    <Stack gap="md">
      <Title order={2}>{t('event.title')}</Title>
      {needsSetUpCode && (
        <TextInput
          label={t('setUpCode')}
          description={t('setUpCodeHint')}
          autoComplete="off"
          required
          {...form.getInputProps('setUpCode')}
        />
      )}
      <EventFields form={form} />
    </Stack>
  );
}
