import { useEffect, useEffectEvent, useRef } from 'react';
import type { VerdictTone } from '../../scanner/verdict-types';
import { useAnnounce } from '../../ui/live-region';
import type { RecordedScan } from './recorded-scan';
import { useCollisionWords } from './use-collision-words';

/** Lets each collision be heard and felt once, also one that nobody had read when the page was reloaded. */
export function useCollisionSignals(collided: readonly RecordedScan[], signal: (tone: VerdictTone) => void): void {
  const announce = useAnnounce();
  const { title, facts } = useCollisionWords();
  const told = useRef(new Set<string>());

  const onCollided = useEffectEvent(() => {
    const fresh = collided.filter(({ scanId }) => !told.current.has(scanId));
    const [first] = fresh;
    if (!first) return;
    for (const { scanId } of fresh) told.current.add(scanId);
    announce(`${title(collided.length)} ${facts(first) ?? ''}`, 'assertive');
    signal('refused');
  });
  useEffect(() => {
    onCollided();
  }, [collided]);
}
