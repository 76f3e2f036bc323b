import { Group, Loader, Progress, Stack, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { useQueryOperation } from '../api/use-operation';
import { Card } from '../ui/card';
import { FocusedHeading } from '../ui/focused-heading';

const EVERY_MS = 400;

/** While a backup is tried or put in place: how far that is, and that nothing can be lost by it. */
export function UnderWay({ what }: { readonly what: 'trying' | 'replacing' }) {
  const { t } = useTranslation('restore');
  const { data } = useQueryOperation('restore.progress', {}, { refetchInterval: EVERY_MS });
  const done = data?.done ?? null;
  return (
    <Card p="xl">
      <Stack gap="md">
        <Group gap="sm">
          <Loader size="sm" aria-hidden />
          <FocusedHeading>{t(`${what}.title`)}</FocusedHeading>
        </Group>
        <Progress.Root size="lg" radius="xl">
          <Progress.Section
            value={done === null ? 100 : done * 100}
            animated={done === null}
            aria-label={t(`${what}.title`)}
          />
        </Progress.Root>
        <Text c="dimmed">{t(`${what}.body`)}</Text>
      </Stack>
    </Card>
  );
}
