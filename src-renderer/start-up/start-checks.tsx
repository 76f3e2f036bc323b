import { useState } from 'react';
import { useQueryOperation } from '../api/use-operation';
import { ClockCheck } from './clock-check';
import { DiskCheck } from './disk-check';
import type { Notice } from './notices';

/** What is worth a screen of its own before the work begins; later it stands above the page. */
const ORDER = ['clock-back', 'disk-full', 'disk-low'] as const satisfies readonly Notice['kind'][];
const EVERY_MS = 2_000;

/** Before somebody begins: a clock that is wrong and a disk without room are told while there is time. */
export function StartChecks() {
  const [due, setDue] = useState<readonly Notice['kind'][] | null>(null);
  const isOver = due?.length === 0;
  const { data } = useQueryOperation('health.notices', {}, { refetchInterval: EVERY_MS, enabled: !isOver });
  // Only what was there at first: what comes up while somebody works does not cover it.
  if (data && due === null) setDue(ORDER.filter((kind) => data.some((notice) => notice.kind === kind)));
  if (!data || !due) return null;

  const shown = due.find((kind) => data.some((notice) => notice.kind === kind));
  const notice = data.find(({ kind }) => kind === shown);
  const pass = () => setDue(due.filter((kind) => kind !== shown));
  if (notice?.kind === 'clock-back') return <ClockCheck notice={notice} onPass={pass} />;
  if (notice?.kind === 'disk-full' || notice?.kind === 'disk-low') return <DiskCheck notice={notice} onPass={pass} />;
  return null;
}
