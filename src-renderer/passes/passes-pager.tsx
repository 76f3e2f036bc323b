import { Group, Pagination, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../format/use-format';
import { PAGE_SIZE } from './use-found-passes';

interface PassesPagerProps {
  readonly total: number;
  /** There may be more than the total. */
  readonly isMore: boolean;
  /** Counts from 0. */
  readonly page: number;
  readonly onPage: (page: number) => void;
}

export function PassesPager({ total, isMore, page, onPage }: PassesPagerProps) {
  const { t } = useTranslation('passes');
  const format = useFormat();
  const pages = Math.ceil(total / PAGE_SIZE);
  if (pages < 2) return null;
  const from = page * PAGE_SIZE + 1;
  const to = Math.min(total, from + PAGE_SIZE - 1);
  return (
    <Group justify="space-between" p="md" gap="sm" component="nav" aria-label={t('list.pages.label')}>
      <Text c="dimmed" data-numbers>
        {t(isMore ? 'list.pages.rangeOfMore' : 'list.pages.range', {
          from: format.number(from),
          to: format.number(to),
          total: format.number(total),
        })}
      </Text>
      <Pagination
        total={pages}
        value={page + 1}
        onChange={(next) => onPage(next - 1)}
        size="md"
        getItemProps={(number) => ({ 'aria-label': t('list.pages.page', { number }) })}
        getControlProps={(control) => ({ 'aria-label': t(`list.pages.${control}`) })}
      />
    </Group>
  );
}
