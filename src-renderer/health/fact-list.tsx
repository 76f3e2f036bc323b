import { Group, Stack, Text, Title } from '@mantine/core';
import { type ReactNode, useId } from 'react';
import { Card } from '../ui/card';

interface FactListProps {
  readonly title: string;
  readonly facts: readonly {
    readonly name: string;
    readonly value: ReactNode;
    /** A smaller line under the name. */
    readonly note?: string;
  }[];
}

/** Figures one under the other, each with its name. */
export function FactList({ title, facts }: FactListProps) {
  const id = useId();
  return (
    <Card h="100%" role="region" aria-labelledby={id}>
      <Title order={2} mb="md" id={id}>
        {title}
      </Title>
      <Stack component="dl" gap="xs" m={0}>
        {facts.map(({ name, value, note }) => (
          <Group key={name} justify="space-between" gap="md" align="baseline">
            <dt>
              <Text>{name}</Text>
              {note !== undefined && (
                <Text size="sm" c="dimmed">
                  {note}
                </Text>
              )}
            </dt>
            <Text component="dd" m={0} fw={600} data-numbers>
              {value}
            </Text>
          </Group>
        ))}
      </Stack>
    </Card>
  );
}
