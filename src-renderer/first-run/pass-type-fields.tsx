import { ActionIcon, Button, Group, Stack, Switch, Text, TextInput } from '@mantine/core';
import type { UseFormReturnType } from '@mantine/form';
import { IconPlus, IconTrash } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import classes from './rows.module.css';
import type { SetUpValues } from './set-up-types';
import { passType } from './set-up-values';

interface PassTypeFieldsProps<V extends Pick<SetUpValues, 'passTypes'>> {
  readonly form: UseFormReturnType<V>;
  readonly currencyCode: string;
}

/** The kinds of pass, one row each, at the set-up and in the settings. */
export function PassTypeFields<V extends Pick<SetUpValues, 'passTypes'>>({
  form,
  currencyCode,
}: PassTypeFieldsProps<V>) {
  const { t } = useTranslation('firstRun');
  const types = form.values.passTypes;
  return (
    <Stack gap="md">
      {types.map((type, index) => (
        <div key={type.id} role="group" aria-label={type.label || t('passTypes.unnamed')} className={classes.passType}>
          <TextInput
            label={t('passTypes.label')}
            required
            withAsterisk={false}
            {...form.getInputProps(`passTypes.${index}.label`)}
          />
          <TextInput
            label={t('passTypes.code')}
            title={t('passTypes.codeHint')}
            required
            withAsterisk={false}
            maxLength={20}
            readOnly={type.isFixed}
            {...form.getInputProps(`passTypes.${index}.code`)}
            onChange={(event) => {
              form.getInputProps(`passTypes.${index}.code`).onChange(event.currentTarget.value.toUpperCase());
            }}
          />
          <TextInput
            label={t('passTypes.price')}
            inputMode="decimal"
            required
            withAsterisk={false}
            leftSection={<Text size="sm">{currencyCode}</Text>}
            leftSectionWidth={52}
            {...form.getInputProps(`passTypes.${index}.price`)}
          />
          <TextInput
            label={t('passTypes.admits')}
            inputMode="numeric"
            required
            withAsterisk={false}
            {...form.getInputProps(`passTypes.${index}.admits`)}
          />
          <TextInput
            label={t('passTypes.capacity')}
            placeholder={t('passTypes.capacityHint')}
            inputMode="numeric"
            {...form.getInputProps(`passTypes.${index}.capacity`)}
          />
          <Switch
            className={classes.onSale ?? ''}
            size="md"
            label={t('passTypes.onSale')}
            {...form.getInputProps(`passTypes.${index}.onSale`, { type: 'checkbox' })}
          />
          <ActionIcon
            className={classes.remove ?? ''}
            variant="subtle"
            color="red"
            size={42}
            disabled={types.length === 1 || type.isFixed}
            aria-label={t('passTypes.remove', { label: type.label || t('passTypes.unnamed') })}
            onClick={() => form.removeListItem('passTypes', index)}
          >
            <IconTrash size={20} aria-hidden />
          </ActionIcon>
        </div>
      ))}
      <Group>
        <Button
          variant="light"
          leftSection={<IconPlus size={18} aria-hidden />}
          onClick={() => form.getInputProps('passTypes').onChange([...types, passType()])}
        >
          {t('passTypes.add')}
        </Button>
      </Group>
    </Stack>
  );
}
