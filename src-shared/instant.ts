import { z } from 'zod';

export { fromInstant, toDay, toInstant, toWallClock } from './moment.ts';

/** A moment as ISO-8601 UTC text with milliseconds, in rows and on the wire. Sorts as text. Shown in the event's zone. */
export const Instant = z.iso.datetime({ precision: 3 }).brand<'Instant'>();
export type Instant = z.infer<typeof Instant>;
