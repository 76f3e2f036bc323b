import { NumberInput, Select, SimpleGrid, Stack, TextInput } from '@mantine/core';
import type { UseFormReturnType } from '@mantine/form';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { formattingLanguage } from '../translations/i18n';
import { countries, currencies, timeZones, usualDecimals } from './places';
import type { SetUpValues } from './set-up-types';

interface EventFieldsProps<V extends Pick<SetUpValues, 'event'>> {
  readonly form: UseFormReturnType<V>;
}

/** The details of an event, at the set-up and in the settings. */
export function EventFields<V extends Pick<SetUpValues, 'event'>>({ form }: EventFieldsProps<V>) {
  const { t } = useTranslation('firstRun');
  return (
    <Stack gap="md">
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

function PlaceFields<V extends Pick<SetUpValues, 'event'>>({ form }: EventFieldsProps<V>) {
  const { t } = useTranslation('firstRun');
  const language = formattingLanguage(navigator.languages);
  const [choices] = useState(() => ({
    countries: countries(language),
    currencies: currencies(language),
    timeZones: timeZones(form.values.event.timeZone),
  }));
  const choice = {
    searchable: true,
    allowDeselect: false,
    required: true,
    nothingFoundMessage: t('event.nothingFound'),
    maxDropdownHeight: 280,
    // Hundreds of choices, which would otherwise be drawn anew with every key that is pressed in any field.
    comboboxProps: { keepMounted: false },
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
          if (code !== null) form.getInputProps('event.currency').onChange({ code, decimals: usualDecimals(code) });
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
