import type { OutputOf } from '../api/operations';

/** All figures of the evening, as the office counts them. */
export type Figures = OutputOf<'reports.dashboard'>;
