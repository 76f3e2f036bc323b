import { Group, Stack, Text, ThemeIcon, Title } from '@mantine/core';
import type { ReactNode } from 'react';
import { FirstRunFrame } from '../first-run/first-run-frame';
import { Card } from '../ui/card';
import { Cover } from '../ui/cover';

interface CheckScreenProps {
  readonly icon: ReactNode;
  readonly color: 'red' | 'marigold';
  readonly title: string;
  readonly body: string;
  /** What to do, in one sentence. */
  readonly next: string;
  readonly children: ReactNode;
  /** The important one first. */
  readonly actions: ReactNode;
}

/** Over the desk, which waits underneath: what is the matter with this computer, and the next step. */
export function CheckScreen({ icon, color, title, body, next, children, actions }: CheckScreenProps) {
  return (
    <Cover label={title}>
      <FirstRunFrame>
        <Stack gap="lg">
          <Group wrap="nowrap" align="flex-start" gap="md">
            <ThemeIcon size={68} radius="xl" variant="light" color={color} aria-hidden visibleFrom="xs">
              {icon}
            </ThemeIcon>
            <div>
              <Title order={1} tabIndex={-1} data-autofocus>
                {title}
              </Title>
              <Text c="dimmed" mt={4} maw="72ch">
                {body}
              </Text>
            </div>
          </Group>
          <Card p="xl">
            <Stack gap="lg">
              {children}
              <Text fz="lg" fw={650}>
                {next}
              </Text>
              <Group gap="sm">{actions}</Group>
            </Stack>
          </Card>
        </Stack>
      </FirstRunFrame>
    </Cover>
  );
}
