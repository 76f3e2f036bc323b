import { Button, Group, Text } from '@mantine/core';
import { IconDoorExit, IconUserCheck } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { Link } from 'wouter';
import type { Collision } from '../../src-shared/contract/scans';
import { useMoments } from '../format/use-moments';
import { When } from '../ui/when';
import classes from './collisions.module.css';
import { useCollisionWords } from './use-collision-words';

export type Decision = 'stays' | 'left';

interface CollisionsItemProps {
  readonly collision: Collision;
  /** Absent for one that is settled. */
  readonly onDecide?: (decision: Decision) => void;
  /** Which of the two is on its way to the office. */
  readonly deciding?: Decision | null;
  /** Called before the page of the pass opens. */
  readonly onLeave?: (() => void) | undefined;
}

/** Who came in, where and when, why that was wrong, and what became of it. */
export function CollisionsItem({ collision, onDecide, deciding = null, onLeave }: CollisionsItemProps) {
  const { t } = useTranslation('collisions');
  const words = useCollisionWords();
  const { shortTime } = useMoments();
  const { passId, passTypeLabel, recordedAt, settled } = collision;
  const who = words.who(collision);
  return (
    <li className={classes.item} data-settled={settled !== null || undefined}>
      <Group justify="space-between" gap="xs" align="baseline">
        <Text fw={700} fz="lg">
          {who}
          {passTypeLabel && (
            <Text span c="dimmed" fz="md" fw={400}>
              {` · ${passTypeLabel}`}
            </Text>
          )}
        </Text>
        <Text c="dimmed">
          <When at={recordedAt} />
        </Text>
      </Group>
      <Text>{words.recorded(collision)}</Text>
      <Text fw={600}>{words.why(collision)}</Text>
      <Text c="dimmed">{words.heard(collision)}</Text>
      {settled && (
        <Text fw={600} c="var(--good)">
          {t('settledBy', {
            decision: t(`decisions.${settled.decision}`),
            by: settled.by,
            when: shortTime(settled.at),
          })}
        </Text>
      )}
      <Group gap="sm" mt={6} role="group" aria-label={t('decide', { who })}>
        {onDecide && (
          <>
            <Button
              variant="default"
              leftSection={<IconUserCheck size={20} aria-hidden />}
              loading={deciding === 'stays'}
              disabled={deciding === 'left'}
              onClick={() => onDecide('stays')}
            >
              {t('decisions.stays')}
            </Button>
            <Button
              variant="default"
              leftSection={<IconDoorExit size={20} aria-hidden />}
              loading={deciding === 'left'}
              disabled={deciding === 'stays'}
              onClick={() => onDecide('left')}
            >
              {t('decisions.left')}
            </Button>
          </>
        )}
        {passId !== null && (
          <Button
            component={Link}
            href={`/preview/${passId}`}
            variant="subtle"
            px="sm"
            {...(onLeave ? { onClick: onLeave } : {})}
          >
            {t('pass')}
          </Button>
        )}
      </Group>
    </li>
  );
}
