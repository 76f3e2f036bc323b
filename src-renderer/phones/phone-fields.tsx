import { Select, TextInput } from '@mantine/core';
import type { UseFormReturnType } from '@mantine/form';
import { useTranslation } from 'react-i18next';
import { useQueryOperation } from '../api/use-operation';
import { usePerson } from '../session/office';

export interface PhoneValues {
  readonly name: string;
  readonly responsible: string;
}

interface PhoneFieldsProps {
  readonly form: UseFormReturnType<PhoneValues>;
  /** Who answers for it now, who may not be among those that can be chosen any more. */
  readonly current: { readonly username: string; readonly displayName: string };
}

/** What a phone is called, and who answers for what it does. */
export function PhoneFields({ form, current }: PhoneFieldsProps) {
  const { t } = useTranslation('phones');
  const self = usePerson().username;
  const { data = [] } = useQueryOperation('devices.responsible', {});
  const people = data.some(({ username }) => username === current.username) ? data : [current, ...data];
  return (
    <>
      <TextInput
        label={t('add.name')}
        description={t('add.nameHint')}
        required
        data-autofocus
        autoComplete="off"
        {...form.getInputProps('name')}
      />
      <Select
        label={t('add.responsible')}
        description={t('add.responsibleHint')}
        allowDeselect={false}
        data={people.map(({ username, displayName }) => ({
          value: username,
          label: username === self ? t('add.you', { name: displayName }) : displayName,
        }))}
        {...form.getInputProps('responsible')}
      />
    </>
  );
}
