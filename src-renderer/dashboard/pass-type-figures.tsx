import { Badge, Group, Stack, Text, Title } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../format/use-format';
import { Card } from '../ui/card';
import type { Figures } from './figures';
import { SliceRow } from './slice-row';
import { useSliceWords } from './use-slice-words';

/** Each pass type: how many were sold, how many of those have come, and what is left to sell. */
export function PassTypeFigures({ types }: { readonly types: Figures['byPassType'] }) {
  const { t } = useTranslation('dashboard');
  const format = useFormat();
  const words = useSliceWords();
  return (
    <Card h="100%">
      <Title order={2} mb="md">
        {t('types.title')}
      </Title>
      <Stack gap="md" component="ul" m={0} p={0}>
        {types.map((type) => (
          <SliceRow
            key={type.key}
            label={type.label}
            value={words(type)}
            share={type.passes === 0 ? 0 : type.admitted / type.passes}
            color="marigold.6"
          >
            <Group justify="space-between" gap="sm">
              <Text size="sm" c="dimmed" data-numbers>
                {t('types.of', { admitted: format.number(type.admitted), sold: format.number(type.passes) })}
              </Text>
              <Left passes={type.passes} capacity={type.capacity} />
            </Group>
          </SliceRow>
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
