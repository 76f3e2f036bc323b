import { Group, Loader, Progress, Stack, Text } from '@mantine/core';
import { Card } from './card';
import { FocusedHeading } from './focused-heading';

interface ProgressCardProps {
  readonly title: string;
  /** What may and may not happen meanwhile. */
  readonly children: string;
  /** From 0 to 1; null while that is not known. */
  readonly done: number | null;
}

/** In the place of a form while the office is at something long. */
export function ProgressCard({ title, children, done }: ProgressCardProps) {
  return (
    <Card p="xl">
      <Stack gap="md">
        <Group gap="sm">
          <Loader size="sm" aria-hidden />
          <FocusedHeading>{title}</FocusedHeading>
        </Group>
        <Progress.Root size="lg" radius="xl">
          <Progress.Section value={done === null ? 100 : done * 100} animated={done === null} aria-label={title} />
        </Progress.Root>
        <Text c="dimmed">{children}</Text>
      </Stack>
    </Card>
  );
}
