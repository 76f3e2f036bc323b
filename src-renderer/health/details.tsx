import { SimpleGrid } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { StoreConnections } from '../../src-shared/contract/store';
import { useBytes } from '../format/use-bytes';
import { useFormat } from '../format/use-format';
import { useMilliseconds } from '../format/use-milliseconds';
import { FactList } from './fact-list';
import type { Figures } from './health-types';

/** The program and its database. */
export function Details({ figures }: { readonly figures: Figures }) {
  return (
    <SimpleGrid cols={{ base: 1, md: 2 }} spacing="lg">
      <Program figures={figures} />
      <Database figures={figures} />
    </SimpleGrid>
  );
}

function Program({ figures }: { readonly figures: Figures }) {
  const { t } = useTranslation('health');
  const { number, percent, dateTime } = useFormat();
  const milliseconds = useMilliseconds();
  const bytes = useBytes();
  const sum = (figure: 'calls' | 'errors' | 'perMinute') =>
    figures.operations.reduce((total, operation) => total + operation[figure], 0);
  const [calls, errors] = [sum('calls'), sum('errors')];
  return (
    <FactList
      title={t('program.title')}
      facts={[
        { name: t('program.since'), value: dateTime(figures.since) },
        { name: t('program.calls'), note: t('program.callsNote'), value: number(Math.round(sum('perMinute'))) },
        {
          name: t('program.errors'),
          value:
            errors === 0
              ? t('program.errorsNone')
              : t('program.errorsShare', { number: number(errors), share: percent(errors / calls) }),
        },
        { name: t('program.lag'), value: milliseconds(figures.lag.p50) },
        { name: t('program.memory'), value: bytes(figures.memoryBytes) },
      ]}
    />
  );
}

function Database({ figures }: { readonly figures: Figures }) {
  const { database, queries, waits } = figures;
  const { connections } = database;
  const { t } = useTranslation('health');
  const { number } = useFormat();
  const milliseconds = useMilliseconds();
  const bytes = useBytes();
  const times = (count: number) =>
    count === 0 ? t('database.waitsNone') : t('database.waitsSome', { count, number: number(count) });
  const fileFacts = () => [
    { name: t('database.wal'), value: bytes(database.walBytes) },
    {
      name: t('database.free'),
      value: database.freeBytes === null ? t('database.freeUnknown') : bytes(database.freeBytes),
    },
  ];
  const connectionFacts = ({ open, idle, waiting, most }: StoreConnections) => [
    {
      name: t('database.connections'),
      note: t('database.connectionsNote', { most: number(most) }),
      value: t('database.connectionsValue', { busy: number(open - idle), open: number(open) }),
    },
    { name: t('database.waiting'), value: number(waiting) },
  ];
  return (
    <FactList
      title={t('database.title')}
      facts={[
        { name: t('database.size'), value: bytes(database.bytes) },
        ...(connections ? connectionFacts(connections) : fileFacts()),
        { name: t('database.queries'), value: number(queries.count) },
        { name: t('database.half'), value: milliseconds(queries.p50) },
        { name: t('database.most'), value: milliseconds(queries.p95) },
        { name: t('database.nearlyAll'), value: milliseconds(queries.p99) },
        { name: t('database.waits'), value: times(waits.busy) },
        { name: t('database.failed'), value: times(waits.failed) },
      ]}
    />
  );
}
