import { NumberInput, Select, SimpleGrid, Stack, TextInput, Title } from '@mantine/core';
import type { UseFormReturnType } from '@mantine/form';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { formattingLanguage } from '../translations/i18n';
import { countries, currencies, timeZones, usualDecimals } from './places';
import type { SetUpValues } from './set-up-types';

interface EventFieldsProps {
  readonly form: UseFormReturnType<SetUpValues>;
  readonly needsSetUpCode: boolean;
}

export function EventFields({ form, needsSetUpCode }: EventFieldsProps) {
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
      <TextInput
        label={t('event.name')}
        placeholder={t('event.namePlaceholder')}
        required
        {...form.getInputProps('event.name')}
      />
      <TextInput
        label={t('event.venue')}
        placeholder={t('event.venuePlaceholder')}
        {...form.getInputProps('event.venue')}
      />
      <SimpleGrid cols={{ base: 1, sm: 2 }}>
        <TextInput label={t('event.date')} type="date" required {...form.getInputProps('event.date')} />
        <TextInput
          label={t('event.timing')}
          placeholder={t('event.timingPlaceholder')}
          description={t('event.timingHint')}
          inputWrapperOrder={['label', 'input', 'description', 'error']}
          required
          {...form.getInputProps('event.timing')}
        />
      </SimpleGrid>
      <PlaceFields form={form} />
    </Stack>
  );
}

function PlaceFields({ form }: { readonly form: UseFormReturnType<SetUpValues> }) {
  const { t } = useTranslation('firstRun');
  const language = formattingLanguage(navigator.languages);
  const { timeZone } = form.values.event;
  const choices = useMemo(
    () => ({ countries: countries(language), currencies: currencies(language), timeZones: timeZones(timeZone) }),
    [language, timeZone],
  );
  const choice = {
    searchable: true,
    allowDeselect: false,
    required: true,
    nothingFoundMessage: t('event.nothingFound'),
    maxDropdownHeight: 280,
    inputWrapperOrder: ['label', 'input', 'description', 'error'] as ('label' | 'input' | 'description' | 'error')[],
  };
  return (
    <SimpleGrid cols={{ base: 1, sm: 2 }}>
      <Select
        {...choice}
        label={t('event.country')}
        description={t('event.countryHint')}
        data={choices.countries}
        {...form.getInputProps('event.country')}
      />
      <Select
        {...choice}
        label={t('event.timeZone')}
        description={t('event.timeZoneHint')}
        data={choices.timeZones}
        {...form.getInputProps('event.timeZone')}
      />
      <Select
        {...choice}
        label={t('event.currency')}
        data={choices.currencies}
        {...form.getInputProps('event.currency.code')}
        onChange={(code) => {
          if (code !== null) form.setFieldValue('event.currency', { code, decimals: usualDecimals(code) });
        }}
      />
      <NumberInput
        label={t('event.decimals')}
        description={t('event.decimalsHint')}
        inputWrapperOrder={['label', 'input', 'description', 'error']}
        min={0}
        max={3}
        allowDecimal={false}
        required
        {...form.getInputProps('event.currency.decimals')}
      />
    </SimpleGrid>
  );
}
