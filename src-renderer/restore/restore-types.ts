import type { OutputOf } from '../api/operations';

export type Trial = OutputOf<'restore.try'>;
export type Restored = OutputOf<'restore.apply'> & { readonly keys: Trial['keys'] };

/**
 * From where somebody restores. `desk`: an event is open. `unopened`: there is one that could not be opened.
 * `first-run`: there is none.
 */
export type Situation = 'desk' | 'unopened' | 'first-run';

export const STEPS = ['choose', 'look', 'replace'] as const;
export type Step = (typeof STEPS)[number];
