import { Badge, Group, Progress, Stack, Text, Title } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../format/use-format';
import { Card } from '../ui/card';
import type { Figures } from './dashboard-page';

/** Each pass type: how many were sold, how many of those have come, and what is left to sell. */
export function PassTypeFigures({ types }: { readonly types: Figures['byPassType'] }) {
  const { t } = useTranslation('dashboard');
  const format = useFormat();
  return (
    <Card h="100%">
      <Title order={2} mb="md">
        {t('types.title')}
      </Title>
      <Stack gap="md" component="ul" m={0} p={0}>
        {types.map((type) => (
          <Stack gap={4} key={type.key} component="li" display="flex">
            <Group justify="space-between" gap="sm" wrap="nowrap">
              <Text fw={600} truncate>
                {type.label}
              </Text>
              <Text c="dimmed" data-numbers style={{ whiteSpace: 'nowrap' }}>
                {t('slice', { passes: t('passes', { count: type.passes }), amount: format.money(type.amount) })}
              </Text>
            </Group>
            <Progress
              value={type.passes === 0 ? 0 : (type.admitted / type.passes) * 100}
              color="marigold.6"
              size="md"
              radius="xl"
              aria-hidden
            />
            <Group justify="space-between" gap="sm">
              <Text size="sm" c="dimmed" data-numbers>
                {t('types.of', { admitted: format.number(type.admitted), sold: format.number(type.passes) })}
              </Text>
              <Left passes={type.passes} capacity={type.capacity} />
            </Group>
          </Stack>
        ))}
      </Stack>
    </Card>
  );
}

function Left({ passes, capacity }: { readonly passes: number; readonly capacity: number | null }) {
  const { t } = useTranslation('dashboard');
  const format = useFormat();
  if (capacity === null) return null;
  if (passes >= capacity) return <Badge color="red">{t('types.soldOut')}</Badge>;
  return (
    <Text size="sm" c="dimmed" data-numbers>
      {t('types.left', { left: format.number(capacity - passes) })}
    </Text>
  );
}
