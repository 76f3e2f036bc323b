import type { OutputOf } from '../api/operations';

/** All figures of the evening, as the office counts them. */
export type Figures = OutputOf<'reports.dashboard'>;

/** People inside and at each gate, true to the last admission. */
export type LiveFigures = OutputOf<'reports.gate'>;
