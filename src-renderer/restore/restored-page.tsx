import { Alert, Button, Code, Group, Stack, Text } from '@mantine/core';
import { IconArrowRight, IconKey } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { FirstRunFrame } from '../first-run/first-run-frame';
import { useMoments } from '../format/use-moments';
import { Card } from '../ui/card';
import { PageHeader } from '../ui/page-header';
import type { Restored } from './restore-types';

/** The last page of what was there before: everything the desk knew is over, so the way on loads it anew. */
export function RestoredPage({ restored }: { readonly restored: Restored }) {
  const { t } = useTranslation('restore');
  const { number } = useMoments();
  const { holds, keptAs, keys } = restored;
  return (
    <FirstRunFrame>
      <PageHeader
        title={t('done.title')}
        description={t('done.lead', {
          event: holds.eventName === '' ? t('look.noEvent') : holds.eventName,
          passes: t('done.passes', { count: holds.passes, number: number(holds.passes) }),
        })}
      />
      <Card p="xl">
        <Stack gap="lg">
          {keys === 'kit-needed' && (
            <Alert color="marigold" icon={<IconKey aria-hidden />} title={t('done.kitTitle')}>
              {t('done.kitBody')}
            </Alert>
          )}
          <Text fz="lg">{t('done.signedOut')}</Text>
          {keptAs !== null && (
            <div>
              <Text c="dimmed">{t('done.kept')}</Text>
              <Code block fz="md" mt={6}>
                {keptAs}
              </Code>
            </div>
          )}
          <Group>
            <Button
              component="a"
              size="lg"
              autoFocus
              href={keys === 'kit-needed' ? '/settings?tab=keys' : '/'}
              rightSection={<IconArrowRight size={22} aria-hidden />}
            >
              {t(keys === 'kit-needed' ? 'done.signInForKit' : 'done.signIn')}
            </Button>
          </Group>
        </Stack>
      </Card>
    </FirstRunFrame>
  );
}
