import { Group, Progress, Stack, Text } from '@mantine/core';
import type { ReactNode } from 'react';

interface SliceRowProps {
  readonly label: string;
  /** What the bar shows, in numbers. */
  readonly value: string;
  /** How long the bar is, from 0 to 1. It is for the eye; the numbers stand beside it. */
  readonly share: number;
  readonly color: string;
  /** What else there is to say, under the bar. */
  readonly children?: ReactNode;
}

/** One part of a whole: its name, its numbers, and a bar. Belongs into a list. */
export function SliceRow({ label, value, share, color, children }: SliceRowProps) {
  return (
    <Stack gap={4} component="li" display="flex">
      {/* The numbers go below where both would not fit, rather than cut the name short. */}
      <Group justify="space-between" gap="0 var(--mantine-spacing-sm)">
        <Text fw={600} truncate>
          {label}
        </Text>
        <Text c="dimmed" data-numbers style={{ whiteSpace: 'nowrap' }}>
          {value}
        </Text>
      </Group>
      <Progress value={share * 100} color={color} size="md" radius="xl" aria-hidden />
      {children}
    </Stack>
  );
}
