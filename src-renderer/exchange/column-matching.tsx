import { Select, Table, Text, Title } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { ImportColumn } from '../../src-shared/contract/exchange';
import { Card } from '../ui/card';
import classes from './exchange.module.css';
import type { Inspection, Mapping } from './use-import';

/** Without these no row can become a pass. A pass type is only left out where there is a single one. */
const NEEDED: ReadonlySet<ImportColumn> = new Set(['passType', 'name1', 'phone1', 'paymentMode']);
/** The contract's bound. */
const LAST_COLUMN = 200;

interface ColumnMatchingProps {
  readonly inspection: Inspection;
  readonly mapping: Mapping;
  readonly disabled: boolean;
  readonly onMatch: (column: ImportColumn, index: number | null) => void;
}

/** Which column of the file is what. What the office proposes is usually right; examples show it. */
export function ColumnMatching({ inspection, mapping, disabled, onMatch }: ColumnMatchingProps) {
  const { t } = useTranslation('exchange');
  const headings = inspection.headings.slice(0, LAST_COLUMN + 1).map((heading, index) => ({
    value: String(index),
    label: heading === '' ? t('columns.unnamed', { number: index + 1 }) : heading,
  }));
  return (
    <Card p={0} role="region" aria-labelledby="import-columns">
      <div className={classes.head}>
        <Title order={2} id="import-columns">
          {t('columns.title')}
        </Title>
        <Text c="dimmed">{t('columns.hint')}</Text>
      </div>
      <Table.ScrollContainer minWidth={620}>
        <Table
          className={classes.matching ?? ''}
          aria-labelledby="import-columns"
          horizontalSpacing="md"
          verticalSpacing="xs"
          highlightOnHover={false}
        >
          <Table.Thead>
            <Table.Tr>
              <Table.Th scope="col" w="26%">
                {t('columns.ours')}
              </Table.Th>
              <Table.Th scope="col" w="34%">
                {t('columns.theirs')}
              </Table.Th>
              <Table.Th scope="col">{t('columns.examples')}</Table.Th>
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {ImportColumn.options.map((column) => {
              const index = mapping[column];
              const isMissing = NEEDED.has(column) && index === undefined;
              return (
                <Table.Tr key={column}>
                  <Table.Th scope="row" fw={600}>
                    {t(`columns.names.${column}`)}
                    {NEEDED.has(column) && (
                      <Text span inherit c="var(--mantine-color-error)" aria-hidden>
                        {' *'}
                      </Text>
                    )}
                  </Table.Th>
                  <Table.Td>
                    <Select
                      size="sm"
                      aria-label={t('columns.for', { column: t(`columns.names.${column}`) })}
                      placeholder={t(isMissing ? 'columns.choose' : 'columns.none')}
                      error={isMissing}
                      data={headings}
                      searchable={headings.length > 8}
                      clearable
                      disabled={disabled}
                      value={index === undefined ? null : String(index)}
                      onChange={(value) => onMatch(column, value === null ? null : Number(value))}
                    />
                  </Table.Td>
                  <Table.Td className={classes.examples ?? ''}>{examplesOf(inspection, index).join(' · ')}</Table.Td>
                </Table.Tr>
              );
            })}
          </Table.Tbody>
        </Table>
      </Table.ScrollContainer>
    </Card>
  );
}

function examplesOf({ sample }: Inspection, index: number | undefined): readonly string[] {
  if (index === undefined) return [];
  const cells = sample.map((row) => readCell(row[index])).filter((cell) => cell !== '');
  return [...new Set(cells)].slice(0, 3);
}

/** As the office reads it: an apostrophe only keeps a spreadsheet from taking the rest for a number or a formula. */
function readCell(cell = ''): string {
  return cell.trim().replace(/^'(?=[=+\-@\d])/, '');
}
