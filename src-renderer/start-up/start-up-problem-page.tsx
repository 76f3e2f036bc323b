import { Button, Code, Group, Stack, Text } from '@mantine/core';
import { IconDatabaseImport, IconFolder, IconMapPin, IconRefresh } from '@tabler/icons-react';
import { type ReactNode, Suspense, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { StartUpProblem } from '../../src-shared/start-up-problem';
import { lazyPage } from '../errors/lazy-page';
import { FirstRunFrame } from '../first-run/first-run-frame';
import type { Restored } from '../restore/restore-types';
import { Card } from '../ui/card';
import { LoadingState } from '../ui/loading-state';
import { PageHeader } from '../ui/page-header';

const RescuePage = lazyPage(() => import('../restore/rescue-page').then((m) => ({ default: m.RescuePage })));
const RelocatePage = lazyPage(() => import('../store/relocate-page').then((m) => ({ default: m.RelocatePage })));
const EventFolderPage = lazyPage(() =>
  import('../store/event-folder-page').then((m) => ({ default: m.EventFolderPage })),
);
const RestoredPage = lazyPage(() => import('../restore/restored-page').then((m) => ({ default: m.RestoredPage })));

/** What somebody can do here, beside trying again. */
type Way = 'restore' | 'relocate' | 'otherFolder';

/**
 * What helps, the first choice first. A backup is offered where the file itself is the matter; where somebody else has
 * it open, a newer program wrote it or nothing can be written, a backup would only hide that.
 */
const OFFERS = {
  'in-use': ['again', 'otherFolder'],
  newer: ['otherFolder'],
  'not-a-database': ['restore', 'again', 'otherFolder'],
  'another-application': ['restore', 'again', 'otherFolder'],
  'read-only': ['again', 'otherFolder'],
  damaged: ['restore', 'otherFolder'],
  'no-access': ['again', 'restore', 'otherFolder'],
  'disk-full': ['again', 'otherFolder'],
  'folder-away': ['again', 'otherFolder'],
  'store-away': ['again', 'relocate'],
  'store-refuses': ['relocate', 'again'],
  'store-certificate': ['relocate', 'again'],
  'store-left': ['again'],
  unknown: ['again', 'restore', 'otherFolder'],
} as const satisfies Record<StartUpProblem, readonly ('again' | Way)[]>;

const WAYS = {
  restore: <IconDatabaseImport size={22} aria-hidden />,
  relocate: <IconMapPin size={22} aria-hidden />,
  otherFolder: <IconFolder size={22} aria-hidden />,
} satisfies Record<Way, unknown>;

interface StartUpProblemPageProps {
  readonly problem: StartUpProblem;
  /** Where the event is kept, or the log. */
  readonly folder: string;
}

/** In place of the desk where there is no office behind it: what is wrong and what to do. */
export function StartUpProblemPage({ problem, folder }: StartUpProblemPageProps) {
  const [way, setWay] = useState<Way | null>(null);
  const [restored, setRestored] = useState<Restored | null>(null);
  const [last, setLast] = useState<ReactNode | null>(null);
  if (way === null) return <Problem problem={problem} folder={folder} onChoose={setWay} />;
  const leave = () => setWay(null);
  return (
    <Suspense fallback={<LoadingState full />}>
      {way === 'otherFolder' && (last ?? <EventFolderPage onBegin={() => {}} onEnd={setLast} onLeave={leave} />)}
      {way === 'relocate' && <RelocatePage onLeave={leave} />}
      {way === 'restore' && restored && <RestoredPage restored={restored} />}
      {way === 'restore' && !restored && (
        <RescuePage situation="unopened" onBegin={() => {}} onEnd={setRestored} onLeave={leave} />
      )}
    </Suspense>
  );
}

interface ProblemProps extends StartUpProblemPageProps {
  readonly onChoose: (way: Way) => void;
}

function Problem({ problem, folder, onChoose }: ProblemProps) {
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
              <Text>{t(labelOf(problem))}</Text>
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
                <Button key={offer} {...look} leftSection={WAYS[offer]} onClick={() => onChoose(offer)}>
                  {t(offer)}
                </Button>
              );
            })}
            <Button size="lg" variant="subtle" onClick={() => window.close()}>
              {t('close')}
            </Button>
          </Group>
        </Stack>
      </Card>
    </FirstRunFrame>
  );
}

function labelOf(problem: StartUpProblem): 'deskFolder' | 'logFolder' | 'folder' {
  if (problem === 'unknown') return 'logFolder';
  return problem.startsWith('store-') ? 'deskFolder' : 'folder';
}
