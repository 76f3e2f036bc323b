import { Button, Stack, Table, Text, Title } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../format/use-format';
import { useMilliseconds } from '../format/use-milliseconds';
import { Card } from '../ui/card';
import { featureOf, type OperationLine } from './health-types';

/** The most used; the other ones are a press away. */
const SHOWN = 12;
const FIGURES = ['calls', 'perMinute', 'p50', 'p95', 'p99', 'errors'] as const;

/** There is nothing in the table that could take the focus, and it has to be scrolled with the keyboard too. */
const SCROLLABLE = { tabIndex: 0, role: 'group', 'aria-labelledby': 'operations' };

/** Every operation with how often it is asked for, how long it takes and how often it fails. */
export function OperationsTable({ operations }: { readonly operations: readonly OperationLine[] }) {
  const { t } = useTranslation('health');
  const [all, setAll] = useState(false);
  return (
    <Card p={0} role="region" aria-labelledby="operations">
      <Stack gap={4} p="lg" pb="sm">
        <Title order={2} id="operations">
          {t('operations.title')}
        </Title>
        <Text c="dimmed" maw="72ch">
          {t(operations.length === 0 ? 'operations.empty' : 'operations.intro')}
        </Text>
      </Stack>
      {operations.length > 0 && (
        <Table.ScrollContainer minWidth={720} scrollAreaProps={{ viewportProps: SCROLLABLE }}>
          <Table aria-label={t('operations.label')} horizontalSpacing="lg">
            <Table.Thead>
              <Table.Tr>
                <Table.Th scope="col">{t('operations.columns.name')}</Table.Th>
                {FIGURES.map((figure) => (
                  <Table.Th key={figure} scope="col" ta="end">
                    {t(`operations.columns.${figure}`)}
                  </Table.Th>
                ))}
              </Table.Tr>
            </Table.Thead>
            <Table.Tbody>
              {(all ? operations : operations.slice(0, SHOWN)).map((operation) => (
                <Row key={operation.name} operation={operation} />
              ))}
            </Table.Tbody>
          </Table>
        </Table.ScrollContainer>
      )}
      {operations.length > SHOWN && (
        <Button variant="subtle" m="sm" aria-expanded={all} onClick={() => setAll((before) => !before)}>
          {all ? t('operations.fewer') : t('operations.all', { count: operations.length })}
        </Button>
      )}
    </Card>
  );
}

function Row({ operation }: { readonly operation: OperationLine }) {
  const { t } = useTranslation('health');
  const { number } = useFormat();
  const milliseconds = useMilliseconds();
  const { name, calls, perMinute, p50, p95, p99, errors } = operation;
  const cells = [number(calls), number(Math.round(perMinute * 10) / 10), ...[p50, p95, p99].map(milliseconds)];
  return (
    <Table.Tr>
      <Table.Th scope="row" fw={400}>
        <Text ff="monospace" size="sm">
          {name}
        </Text>
        <Text size="sm" c="dimmed">
          {t(`features.${featureOf(operation)}`)}
        </Text>
      </Table.Th>
      {cells.map((cell, index) => (
        <Table.Td key={FIGURES[index]} ta="end" data-numbers>
          {cell}
        </Table.Td>
      ))}
      <Table.Td ta="end" data-numbers {...(errors > 0 ? { c: 'var(--mantine-color-error)', fw: 700 } : {})}>
        {number(errors)}
      </Table.Td>
    </Table.Tr>
  );
}
