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
      <Group justify="space-between" align="flex-start" wrap="nowrap">
        <div style={{ minWidth: 0 }}>
          <Text size="sm" fw={600} {...(emphasis ? { c: 'ink.1' } : { c: 'dimmed' })}>
            {label}
          </Text>
          <Text fz="clamp(1.5rem, 1.9vw, 2rem)" fw={750} lh={1.25} data-numbers>
            {value}
          </Text>
          {note && (
            <Text size="sm" {...(emphasis ? { c: 'marigold.3' } : { c: 'dimmed' })}>
              {note}
            </Text>
          )}
        </div>
        {icon && (
          <ThemeIcon
            size={44}
            variant={emphasis ? 'filled' : 'light'}
            color={emphasis ? 'ink.7' : 'ink'}
            style={{ flexShrink: 0 }}
            aria-hidden
          >
            {icon}
          </ThemeIcon>
        )}
      </Group>
    </Card>
  );
}
