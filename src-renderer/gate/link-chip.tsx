import { useEffect, useEffectEvent, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { useMoments } from '../format/use-moments';
import { useAnnounce } from '../ui/live-region';
import type { GateLinkState } from './gate-link';
import classes from './top-bar.module.css';

/** Whether the desk answers: a dot, a triangle or a ring, its words and its colour. */
export function LinkChip({ reachable, latencyMs }: Pick<GateLinkState, 'reachable' | 'latencyMs'>) {
  const { t } = useTranslation('gate');
  const { number } = useMoments();
  const announce = useAnnounce();
  const before = useRef(reachable);
  const tell = useEffectEvent(() => announce(t(reachable ? 'link.connected' : 'link.lost'), 'assertive'));
  useEffect(() => {
    if (before.current !== reachable && reachable !== null) tell();
    before.current = reachable;
  }, [reachable]);

  const state = reachable === null ? 'waiting' : reachable ? 'connected' : 'lost';
  return (
    <span className={classes.chip} data-state={state}>
      <svg viewBox="0 0 16 16" width="14" height="14" aria-hidden="true" focusable="false">
        <path d={SHAPES[state]} />
      </svg>
      {t(`link.${state}`)}
      {state === 'connected' && latencyMs !== null && (
        // Changes every second, which nobody wants to hear.
        <span className={classes.latency} data-numbers aria-hidden>
          {t('link.latency', { latency: number(Math.round(latencyMs)) })}
        </span>
      )}
    </span>
  );
}

const SHAPES = {
  connected: 'M8 1a7 7 0 1 0 0 14a7 7 0 1 0 0-14Z',
  lost: 'M8 1 15.5 14.5H.5Z',
  waiting: 'M8 1a7 7 0 1 0 0 14a7 7 0 1 0 0-14Zm0 3a4 4 0 1 1 0 8a4 4 0 1 1 0-8Z',
} as const;
