import { Stack, Title } from '@mantine/core';
import { Card } from '../ui/card';
import { SliceRow } from './slice-row';

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

/** How the revenue divides, the largest part first. */
export function SliceBars({ title, slices }: SliceBarsProps) {
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
            <SliceRow key={slice.key} slice={slice} share={slice.amount / largest} color="ink" />
          ))}
      </Stack>
    </Card>
  );
}
