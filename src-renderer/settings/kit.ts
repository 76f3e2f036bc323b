import type { OutputOf } from '../api/operations';

/** The recovery kit that several things to do with the keys end in. */
export type Kit = OutputOf<'keys.printKit'>;
