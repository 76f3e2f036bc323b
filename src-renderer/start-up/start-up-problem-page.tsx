import { Button, Code, Group, Stack, Text } from '@mantine/core';
import { IconDatabaseImport, IconRefresh } from '@tabler/icons-react';
import { Suspense, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { StartUpProblem } from '../../src-shared/start-up-problem';
import { lazyPage } from '../errors/lazy-page';
import { FirstRunFrame } from '../first-run/first-run-frame';
import type { Restored } from '../restore/restore-types';
import { Card } from '../ui/card';
import { LoadingState } from '../ui/loading-state';
import { PageHeader } from '../ui/page-header';

const RescuePage = lazyPage(() => import('../restore/rescue-page').then((m) => ({ default: m.RescuePage })));
const RestoredPage = lazyPage(() => import('../restore/restored-page').then((m) => ({ default: m.RestoredPage })));

/**
 * What helps, the first choice first. A backup is offered where the file itself is the matter; where somebody else has
 * it open, a newer program wrote it or nothing can be written, a backup would only hide that.
 */
const OFFERS = {
  'in-use': ['again'],
  newer: [],
  'not-a-database': ['restore', 'again'],
  'another-application': ['restore', 'again'],
  'read-only': ['again'],
  damaged: ['restore'],
  'no-access': ['again', 'restore'],
  'disk-full': ['again'],
  'store-away': ['again'],
  'store-refuses': ['again'],
  'store-certificate': ['again'],
  'store-left': ['again'],
  unknown: ['again', 'restore'],
} as const satisfies Record<StartUpProblem, readonly ('again' | 'restore')[]>;

interface StartUpProblemPageProps {
  readonly problem: StartUpProblem;
  /** Where the event is kept. */
  readonly folder: string;
}

/** In place of the desk where there is no office behind it: what is wrong and what to do. */
export function StartUpProblemPage({ problem, folder }: StartUpProblemPageProps) {
  const [isRestoring, setRestoring] = useState(false);
  const [restored, setRestored] = useState<Restored | null>(null);
  if (!isRestoring) return <Problem problem={problem} folder={folder} onRestore={() => setRestoring(true)} />;
  return (
    <Suspense fallback={<LoadingState full />}>
      {restored ? (
        <RestoredPage restored={restored} />
      ) : (
        <RescuePage situation="unopened" onBegin={() => {}} onEnd={setRestored} onLeave={() => setRestoring(false)} />
      )}
    </Suspense>
  );
}

interface ProblemProps extends StartUpProblemPageProps {
  readonly onRestore: () => void;
}

function Problem({ problem, folder, onRestore }: ProblemProps) {
  const { t } = useTranslation('startUp');
  const { t: common } = useTranslation();
  const offers = OFFERS[problem];
  return (
    <FirstRunFrame>
      <PageHeader title={t(`problems.${problem}.title`)} description={t(`problems.${problem}.body`)} />
      <Card p="xl">
        <Stack gap="lg" align="flex-start">
          <Text fz="lg" fw={650}>
            {t(`problems.${problem}.next`)}
          </Text>
          {folder !== '' && (
            <div>
              <Text>{t('folder')}</Text>
              <Code block fz="md" mt={6}>
                {folder}
              </Code>
            </div>
          )}
          {problem !== 'unknown' && <Text>{t('untouched')}</Text>}
          <Group gap="sm">
            {offers.map((offer, at) => {
              const look = { size: 'lg', variant: at === 0 ? 'filled' : 'default', autoFocus: at === 0 } as const;
              return offer === 'again' ? (
                // Loads the desk anew, which makes the office try once more.
                <Button
                  key={offer}
                  {...look}
                  component="a"
                  href="/"
                  leftSection={<IconRefresh size={22} aria-hidden />}
                >
                  {common('tryAgain')}
                </Button>
              ) : (
                <Button
                  key={offer}
                  {...look}
                  leftSection={<IconDatabaseImport size={22} aria-hidden />}
                  onClick={onRestore}
                >
                  {t('restore')}
                </Button>
              );
            })}
            <Button
              size="lg"
              variant={offers.length === 0 ? 'filled' : 'subtle'}
              autoFocus={offers.length === 0}
              onClick={() => window.close()}
            >
              {t('close')}
            </Button>
          </Group>
        </Stack>
      </Card>
    </FirstRunFrame>
  );
}
