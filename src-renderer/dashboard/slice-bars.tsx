import { Group, Progress, Stack, Text, Title } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../format/use-format';
import { Card } from '../ui/card';

interface Slice {
  readonly key: string;
  readonly label: string;
  readonly passes: number;
  readonly amount: number;
}

interface SliceBarsProps {
  readonly title: string;
  readonly slices: readonly Slice[];
}

/** How the revenue divides, the largest part first. The bars are for the eye; the numbers stand beside them. */
export function SliceBars({ title, slices }: SliceBarsProps) {
  const { t } = useTranslation('dashboard');
  const format = useFormat();
  const largest = Math.max(1, ...slices.map((slice) => slice.amount));
  return (
    <Card h="100%">
      <Title order={2} mb="md">
        {title}
      </Title>
      <Stack gap="md" component="ul" m={0} p={0}>
        {slices
          .toSorted((one, other) => other.amount - one.amount)
          .map((slice) => (
            <Stack gap={4} key={slice.key} component="li" display="flex">
              <Group justify="space-between" gap="sm" wrap="nowrap">
                <Text fw={600} truncate>
                  {slice.label}
                </Text>
                <Text c="dimmed" data-numbers style={{ whiteSpace: 'nowrap' }}>
                  {t('slice', { passes: t('passes', { count: slice.passes }), amount: format.money(slice.amount) })}
                </Text>
              </Group>
              <Progress value={(slice.amount / largest) * 100} size="md" radius="xl" aria-hidden />
            </Stack>
          ))}
      </Stack>
    </Card>
  );
}
