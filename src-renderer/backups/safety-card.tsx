import { Button, Group, Progress, Stack, Text, ThemeIcon, Title } from '@mantine/core';
import {
  IconAlertTriangle,
  IconArrowBackUp,
  IconShieldCheck,
  IconShieldExclamation,
  IconShieldX,
} from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { Link } from 'wouter';
import { Card } from '../ui/card';
import { BackupFacts } from './backup-facts';
import type { Status } from './backup-types';
import classes from './backups.module.css';
import { type Concern, concernsOf, type Level, levelOf, worstOf } from './safety';
import { useAgo } from './use-ago';

const LOOKS = {
  good: { color: 'teal', icon: <IconShieldCheck size={40} stroke={1.7} /> },
  attention: { color: 'marigold', icon: <IconShieldExclamation size={40} stroke={1.7} /> },
  danger: { color: 'red', icon: <IconShieldX size={40} stroke={1.7} /> },
} as const satisfies Record<Level, unknown>;

/** What only the desk that makes the backups can be late with. */
const OF_SCHEDULE: readonly Concern['kind'][] = ['old', 'late', 'none-yet'];

interface SafetyCardProps {
  readonly status: Status;
  /** Which of the desks of a shared store makes the scheduled backups; null for an event in a file. */
  readonly duty: 'here' | 'elsewhere' | null;
  /** Milliseconds since 1970. */
  readonly now: number;
}

/** The one answer of the page: whether everything is safe, and if not, what to do. */
export function SafetyCard({ status, duty, now }: SafetyCardProps) {
  const { t } = useTranslation('backups');
  const ago = useAgo(now);
  const words = useConcernWords();
  const isElsewhere = duty === 'elsewhere';
  const concerns = concernsOf(status, now).filter(({ kind }) => !isElsewhere || !OF_SCHEDULE.includes(kind));
  const worst = worstOf(concerns);
  const level = levelOf(worst);
  const others = concerns.filter((concern) => concern !== worst);
  const { lastGood, running, second } = status;
  const alone = second.state === 'none';
  const fine = t(isElsewhere ? 'glance.elsewhere' : alone ? 'glance.safeHere' : 'glance.safe');
  const isDamaged = worst?.kind === 'failed' && worst.problem === 'event-damaged';

  return (
    <Card role="region" aria-labelledby="safety" className={classes.safety ?? ''} data-level={level}>
      <Stack gap="lg">
        <Group wrap="nowrap" align="flex-start" gap="md">
          <ThemeIcon size={68} radius="xl" variant="light" color={LOOKS[level].color} aria-hidden visibleFrom="xs">
            {LOOKS[level].icon}
          </ThemeIcon>
          {/* A screen reader hears when the answer changes. */}
          <div role={level === 'danger' ? 'alert' : 'status'}>
            <Title order={2} id="safety" fz="1.7rem">
              {worst ? words(worst).title : fine}
            </Title>
            {worst && (
              <Text fz="lg" mt={4}>
                {words(worst).next}
              </Text>
            )}
            {lastGood && (
              <Text {...(worst ? { c: 'dimmed', mt: 6 } : { fz: 'lg', mt: 4 })}>
                {t(worst ? 'glance.lastGood' : 'glance.last', { ago: ago(lastGood.at) })}
              </Text>
            )}
            {duty !== null && <Text mt={6}>{t(isElsewhere ? 'glance.elsewhereBody' : 'glance.onDuty')}</Text>}
            {!worst && alone && !isElsewhere && (
              <Text c="dimmed" mt={6}>
                {t('glance.secondAdvice')}
              </Text>
            )}
            {isDamaged && (
              <Button
                component={Link}
                href={lastGood ? `/restore?backup=${encodeURIComponent(lastGood.id)}` : '/restore'}
                leftSection={<IconArrowBackUp size={20} aria-hidden />}
                mt="sm"
              >
                {t('restore')}
              </Button>
            )}
          </div>
        </Group>
        {others.length > 0 && (
          <ul className={classes.others} aria-label={t('glance.also')}>
            {others.map((concern) => (
              <li key={concern.kind}>
                <IconAlertTriangle size={20} color="var(--accent)" aria-hidden />
                <div>
                  <Text fw={650}>{words(concern).title}</Text>
                  <Text c="dimmed">{words(concern).next}</Text>
                </div>
              </li>
            ))}
          </ul>
        )}
        {running && (
          <div>
            <Text fw={650} id="making">
              {t('running.title')}
            </Text>
            <Progress.Root size="lg" my={8} radius="xl">
              <Progress.Section value={running.done * 100} aria-labelledby="making" />
            </Progress.Root>
            <Text size="sm" c="dimmed">
              {t('running.body')}
            </Text>
          </div>
        )}
        <BackupFacts status={status} now={now} />
      </Stack>
    </Card>
  );
}

function useConcernWords(): (concern: Concern) => { readonly title: string; readonly next: string } {
  const { t } = useTranslation('backups');
  return (concern) => {
    if (concern.kind === 'failed') {
      return { title: t('concerns.failed'), next: t(`concerns.failedNext.${concern.problem}`) };
    }
    if (concern.kind === 'damaged') {
      return { title: t('concerns.damaged', { count: concern.count }), next: t('concerns.damagedNext') };
    }
    return { title: t(`concerns.${concern.kind}`), next: t(`concerns.${concern.kind}Next`) };
  };
}
