import { Badge, SimpleGrid, Stack, Table, Text, Title } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Instant } from '../../src-shared/instant';
import type { OutputOf } from '../api/operations';
import { useQueryOperation } from '../api/use-operation';
import { useOffice } from '../session/office';
import { Card } from '../ui/card';
import { LoadingState } from '../ui/loading-state';
import { RefusalAlert } from '../ui/refusal-alert';
import { When } from '../ui/when';
import { KeyAction } from './key-action';
import type { Kit } from './kit';
import { KitDialog } from './kit-dialog';
import { RestoreKit } from './restore-kit';

type Keys = OutputOf<'keys.list'>;

export function KeySettings() {
  const { t } = useTranslation('settings');
  const { keyProtection } = useOffice();
  const { data, error } = useQueryOperation('keys.list', {});
  const [kit, setKit] = useState<Kit | null>(null);
  return (
    <Stack gap="lg">
      <Card>
        <Title order={2}>{t('keys.list')}</Title>
        <Text c="dimmed" mb="md">
          {t(`keys.protection.${keyProtection}`)}
        </Text>
        <RefusalAlert refusal={error?.refusal} />
        {data ? <KeyTable keys={data} /> : !error && <LoadingState />}
      </Card>
      <SimpleGrid cols={{ base: 1, md: 2 }} spacing="lg">
        <KeyAction operation="printKit" onKit={setKit} />
        <KeyAction operation="rotate" onKit={setKit} />
        <KeyAction operation="importSecret" onKit={setKit} />
        <RestoreKit />
      </SimpleGrid>
      {kit && <KitDialog kit={kit} onClose={() => setKit(null)} />}
    </Stack>
  );
}

function KeyTable({ keys }: { readonly keys: Keys }) {
  const { t } = useTranslation('settings');
  if (keys.length === 0) return <Text>{t('keys.none')}</Text>;
  return (
    <Table aria-label={t('keys.list')}>
      <Table.Thead>
        <Table.Tr>
          <Table.Th scope="col">{t('keys.id')}</Table.Th>
          <Table.Th scope="col">{t('keys.since')}</Table.Th>
          <Table.Th scope="col">{t('keys.source')}</Table.Th>
          <Table.Th scope="col" />
        </Table.Tr>
      </Table.Thead>
      <Table.Tbody>
        {keys.map(({ keyId, createdAt, source, current }) => (
          <Table.Tr key={keyId}>
            <Table.Th scope="row" ff="monospace">
              {keyId}
            </Table.Th>
            <Table.Td>
              <When at={createdAt as Instant} />
            </Table.Td>
            <Table.Td>{t(`keys.sources.${source}`)}</Table.Td>
            <Table.Td>
              <Badge color={current ? 'teal' : 'gray'}>{t(current ? 'keys.current' : 'keys.verifies')}</Badge>
            </Table.Td>
          </Table.Tr>
        ))}
      </Table.Tbody>
    </Table>
  );
}
