import { Center, Loader, Stack, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';

interface LoadingStateProps {
  /** Fills the window instead of its place on a page. */
  readonly full?: boolean;
}

/** While the first answer is on its way. */
export function LoadingState({ full = false }: LoadingStateProps) {
  const { t } = useTranslation();
  return (
    <Center mih={full ? '100dvh' : 240} role="status">
      <Stack align="center" gap="xs">
        <Loader aria-hidden />
        <Text c="dimmed">{t('loading')}</Text>
      </Stack>
    </Center>
  );
}
