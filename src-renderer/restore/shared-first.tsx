import { Alert, Button, Stack, Text } from '@mantine/core';
import { IconNetwork } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { Link } from 'wouter';
import { useQueryOperation } from '../api/use-operation';

/** Said before anybody tries: while desks share the event, a backup of it cannot take its place. */
export function SharedFirst() {
  const { t } = useTranslation('restore');
  if (useQueryOperation('store.status', {}).data?.kind !== 'shared') return null;
  return (
    <Alert role="note" color="marigold" icon={<IconNetwork aria-hidden />} title={t('shared.title')} mb="lg">
      <Stack gap="sm" align="flex-start">
        <Text maw="72ch">{t('shared.body')}</Text>
        <Button component={Link} href="/settings?tab=data" variant="default">
          {t('shared.action')}
        </Button>
      </Stack>
    </Alert>
  );
}
