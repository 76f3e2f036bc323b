import { Group, Progress, Stack, Text } from '@mantine/core';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../format/use-format';

interface SliceRowProps {
  readonly slice: { readonly label: string; readonly passes: number; readonly amount: number };
  /** How long the bar is, from 0 to 1. It is for the eye; the numbers stand beside it. */
  readonly share: number;
  readonly color: string;
  /** What else there is to say, under the bar. */
  readonly children?: ReactNode;
}

/** One part of what was sold: its name, how many and how much. Belongs into a list. */
export function SliceRow({ slice, share, color, children }: SliceRowProps) {
  const { t } = useTranslation('dashboard');
  const format = useFormat();
  return (
    <Stack gap={4} component="li" display="flex">
      <Group justify="space-between" gap="sm" wrap="nowrap">
        <Text fw={600} truncate>
          {slice.label}
        </Text>
        <Text c="dimmed" data-numbers style={{ whiteSpace: 'nowrap' }}>
          {t('slice', { passes: t('passes', { count: slice.passes }), amount: format.money(slice.amount) })}
        </Text>
      </Group>
      <Progress value={share * 100} color={color} size="md" radius="xl" aria-hidden />
      {children}
    </Stack>
  );
}
