import { Select, type SelectProps, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { ROLES } from '../../src-shared/contract/operation';

/** A role, each with what it may do. */
export function RoleSelect(props: Omit<SelectProps, 'data' | 'renderOption' | 'allowDeselect'>) {
  const { t } = useTranslation();
  return (
    <Select
      data={ROLES.map((value) => ({ value, label: t(`roles.${value}`) }))}
      allowDeselect={false}
      renderOption={({ option }) => (
        <div>
          <Text fw={600}>{option.label}</Text>
          <Text size="sm">{t(`roleSummaries.${option.value as (typeof ROLES)[number]}`)}</Text>
        </div>
      )}
      {...props}
    />
  );
}
