import { Table } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { Holdings } from '../backups/backup-types';
import { useMoments } from '../format/use-moments';
import { When } from '../ui/when';
import classes from './restore.module.css';

const COUNTS = ['passes', 'people', 'admitted', 'scans'] as const;

interface HoldingsTableProps {
  readonly holds: Holdings;
  /** What is open now; null where there is nothing to compare with. */
  readonly current: Holdings | null;
  readonly money: ((amount: number) => string) | null;
}

export function HoldingsTable({ holds, current, money }: HoldingsTableProps) {
  const { t } = useTranslation('restore');
  const { number } = useMoments();
  return (
    <Table.ScrollContainer minWidth={320}>
      <Table aria-label={t('look.table')} className={classes.table ?? ''}>
        <Table.Thead>
          <Table.Tr>
            <Table.Th scope="col">
              <span className="visually-hidden">{t('look.columns.what')}</span>
            </Table.Th>
            <Table.Th scope="col">{t('look.columns.backup')}</Table.Th>
            {current && <Table.Th scope="col">{t('look.columns.current')}</Table.Th>}
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {COUNTS.map((row) => (
            <Table.Tr key={row}>
              <Table.Th scope="row" fw={400}>
                {t(`look.rows.${row}`)}
              </Table.Th>
              <Table.Td fw={650}>
                {number(holds[row])}
                {current && <Difference by={holds[row] - current[row]} />}
              </Table.Td>
              {current && <Table.Td>{number(current[row])}</Table.Td>}
            </Table.Tr>
          ))}
          {money && (
            <Table.Tr>
              <Table.Th scope="row" fw={400}>
                {t('look.rows.amount')}
              </Table.Th>
              <Table.Td fw={650}>{money(holds.amount)}</Table.Td>
              {current && <Table.Td>{money(current.amount)}</Table.Td>}
            </Table.Tr>
          )}
          <Table.Tr>
            <Table.Th scope="row" fw={400}>
              {t('look.rows.lastAt')}
            </Table.Th>
            <Table.Td fw={650}>{holds.lastAt ? <When at={holds.lastAt} /> : t('look.never')}</Table.Td>
            {current && <Table.Td>{current.lastAt ? <When at={current.lastAt} /> : t('look.never')}</Table.Td>}
          </Table.Tr>
        </Table.Tbody>
      </Table>
    </Table.ScrollContainer>
  );
}

function Difference({ by }: { readonly by: number }) {
  const { t } = useTranslation('restore');
  const { number } = useMoments();
  if (by === 0) return null;
  return by < 0 ? (
    <span className={classes.fewer}>{t('look.fewer', { number: number(-by) })}</span>
  ) : (
    <span className={classes.more}>{t('look.more', { number: number(by) })}</span>
  );
}
