import { Group, Text, ThemeIcon } from '@mantine/core';
import type { ReactNode } from 'react';
import { Card } from './card';

interface StatCardProps {
  readonly label: string;
  /** Formatted, such as `useFormat().money(…)`. */
  readonly value: ReactNode;
  /** A smaller line under the value. */
  readonly note?: ReactNode;
  readonly icon?: ReactNode;
  /** The one figure of the page that matters most. */
  readonly emphasis?: boolean;
}

/** One figure with its name. Put several into a `SimpleGrid`. */
export function StatCard({ label, value, note, icon, emphasis = false }: StatCardProps) {
  return (
    <Card role="group" aria-label={label} {...(emphasis ? { bg: 'ink.9', c: 'white', bd: '1px solid ink.8' } : {})}>
      {/* The sign stands beside the name only, so that an amount and its note have the whole width. */}
      <Group justify="space-between" wrap="nowrap" gap="xs" mb={6}>
        <Text size="sm" fw={600} lh={1.3} {...(emphasis ? { c: 'ink.1' } : { c: 'dimmed' })}>
          {label}
        </Text>
        {icon && (
          <ThemeIcon
            size={38}
            variant={emphasis ? 'filled' : 'light'}
            color={emphasis ? 'ink.7' : 'ink'}
            style={{ flexShrink: 0 }}
            aria-hidden
          >
            {icon}
          </ThemeIcon>
        )}
      </Group>
      <Text fz="clamp(1.75rem, 2.3vw, 2.25rem)" fw={750} lh={1.2} data-numbers>
        {value}
      </Text>
      {note && (
        <Text size="sm" {...(emphasis ? { c: 'marigold.3' } : { c: 'dimmed' })}>
          {note}
        </Text>
      )}
    </Card>
  );
}
