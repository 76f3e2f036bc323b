import { Center, Stack, Text, ThemeIcon, Title } from '@mantine/core';
import type { ReactNode } from 'react';

interface EmptyStateProps {
  /** A Tabler icon, such as `<IconTicket size={32} />`. */
  readonly icon: ReactNode;
  readonly title: string;
  /** Says what to do next, not only that nothing is here. */
  readonly children: ReactNode;
  /** The button or link that does it. */
  readonly action?: ReactNode;
  /** For a region that is named by the title. */
  readonly titleId?: string;
}

/** In place of a list or figure that has nothing to show yet. */
export function EmptyState({ icon, title, children, action, titleId }: EmptyStateProps) {
  return (
    <Center py="xl" px="md">
      <Stack align="center" gap="sm" maw={460} ta="center">
        <ThemeIcon size={72} radius="xl" variant="light" color="marigold" aria-hidden>
          {icon}
        </ThemeIcon>
        <Title order={2} mt="xs" id={titleId}>
          {title}
        </Title>
        <Text c="dimmed">{children}</Text>
        {action}
      </Stack>
    </Center>
  );
}
