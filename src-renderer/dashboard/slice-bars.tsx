import { Stack, Title } from '@mantine/core';
import { Card } from '../ui/card';
import { SliceRow } from './slice-row';
import { useSliceWords } from './use-slice-words';

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
  const words = useSliceWords();
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
            <SliceRow
              key={slice.key}
              label={slice.label}
              value={words(slice)}
              share={slice.amount / largest}
              color="ink"
            />
          ))}
      </Stack>
    </Card>
  );
}
