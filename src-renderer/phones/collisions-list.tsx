import { Alert, Stack, Text } from '@mantine/core';
import { useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Collision } from '../../src-shared/contract/scans';
import { useMutationOperation } from '../api/use-operation';
import { useAnnounce } from '../ui/live-region';
import { RefusalAlert } from '../ui/refusal-alert';
import classes from './collisions.module.css';
import { CollisionsItem, type Decision } from './collisions-item';
import { useCollisionWords } from './use-collision-words';
import type { CollisionsQuery } from './use-collisions';

interface CollisionsListProps {
  readonly collisions: CollisionsQuery;
  /** Called before the page of a pass opens, so that a dialog can get out of its way. */
  readonly onLeave?: () => void;
}

/** Those that wait for a decision, and below, folded, those that have one. */
export function CollisionsList({ collisions: { all, waiting, refresh }, onLeave }: CollisionsListProps) {
  const { t } = useTranslation('collisions');
  const announce = useAnnounce();
  const settle = useMutationOperation('scans.settle', { refresh: ['scans.collisions'] });
  const [deciding, setDeciding] = useState<{ readonly scanId: string; readonly decision: Decision } | null>(null);
  const [outrun, setOutrun] = useState<string | null>(null);
  const list = useRef<HTMLUListElement>(null);
  const settled = all.filter((collision) => collision.settled !== null);

  async function decide(scanId: string, decision: Decision) {
    setDeciding({ scanId, decision });
    setOutrun(null);
    const reply = await settle.run({ scanId, decision });
    if (reply.ok) announce(t('noted', { decision: t(`decisions.${decision}`) }));
    else if (reply.code === 'conflict') {
      // What they decided comes with the list.
      settle.reset();
      setOutrun(scanId);
      await refresh();
    }
    setDeciding(null);
    // The button that had the focus goes with its line.
    list.current?.focus();
  }

  return (
    <Stack>
      <RefusalAlert refusal={settle.refusal} />
      <Outrun collision={all.find(({ scanId }) => scanId === outrun)} />
      {waiting.length === 0 && <Text c="dimmed">{t('none')}</Text>}
      <ul ref={list} tabIndex={-1} className={classes.list} aria-label={t('waiting')}>
        {waiting.map((collision) => (
          <CollisionsItem
            key={collision.scanId}
            collision={collision}
            onDecide={(decision) => void decide(collision.scanId, decision)}
            deciding={deciding?.scanId === collision.scanId ? deciding.decision : null}
            onLeave={onLeave}
          />
        ))}
      </ul>
      {settled.length > 0 && (
        <details>
          <summary className={classes.fold}>{t('settled', { count: settled.length })}</summary>
          <ul className={classes.list}>
            {settled.map((collision) => (
              <CollisionsItem key={collision.scanId} collision={collision} onLeave={onLeave} />
            ))}
          </ul>
        </details>
      )}
    </Stack>
  );
}

function Outrun({ collision }: { readonly collision: Collision | undefined }) {
  const { t } = useTranslation('collisions');
  const words = useCollisionWords();
  if (!collision?.settled) return null;
  const { by, decision } = collision.settled;
  return (
    <Alert role="alert" color="marigold" title={t('outrun.title')}>
      {t('outrun.body', { by, who: words.who(collision), decision: t(`decisions.${decision}`) })}
    </Alert>
  );
}
