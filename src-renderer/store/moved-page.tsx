import { Button, Group, Stack, Text } from '@mantine/core';
import { IconArrowRight } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { FirstRunFrame } from '../first-run/first-run-frame';
import { useMoments } from '../format/use-moments';
import { Card } from '../ui/card';
import { PageHeader } from '../ui/page-header';
import type { Moved } from './store-types';

interface MovedPageProps {
  readonly what: 'share' | 'leave' | 'join' | 'relocate';
  /** Null where nothing was moved but where the desk looks for it. */
  readonly moved: Moved | null;
}

/** The last page of what was there before: everything the desk knew is over, so the way on loads it anew. */
export function MovedPage({ what, moved }: MovedPageProps) {
  const { t } = useTranslation('store');
  const { number } = useMoments();
  return (
    <FirstRunFrame>
      <PageHeader title={t(`${what}.doneTitle`)} />
      <Card p="xl">
        <Stack gap="lg">
          {moved && (
            <Text fz="lg" data-numbers>
              {t('moved', {
                passes: t('passes', { count: moved.passes, number: number(moved.passes) }),
                scans: t('scans', { count: moved.scans, number: number(moved.scans) }),
              })}
            </Text>
          )}
          <Text fz="lg">{t(`${what}.done`)}</Text>
          <Group>
            <Button component="a" size="lg" autoFocus href="/" rightSection={<IconArrowRight size={22} aria-hidden />}>
              {t('signIn')}
            </Button>
          </Group>
        </Stack>
      </Card>
    </FirstRunFrame>
  );
}
