import { Button, Group } from '@mantine/core';
import { IconX } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { FilterWords } from './use-filter-words';
import type { ViewControl } from './use-passes-view';

interface ActiveFiltersProps {
  readonly filters: readonly FilterWords[];
  readonly control: ViewControl;
}

/** What narrows the list down at present; one click takes one off, or all of them. */
export function ActiveFilters({ filters, control }: ActiveFiltersProps) {
  const { t } = useTranslation('passes');
  if (filters.length === 0) return null;
  return (
    <Group gap="xs" role="group" aria-label={t('list.active.label')}>
      {filters.map(({ field, words }) => (
        <Button
          key={field}
          variant="light"
          size="compact-md"
          radius="xl"
          rightSection={<IconX size={16} aria-hidden />}
          aria-label={t('list.active.remove', { filter: words })}
          onClick={() => control.filterBy({ [field]: undefined })}
        >
          {words}
        </Button>
      ))}
      <Button variant="subtle" size="compact-md" onClick={() => control.clearFilters()}>
        {t('list.active.clear')}
      </Button>
    </Group>
  );
}
