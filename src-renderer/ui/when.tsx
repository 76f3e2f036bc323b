import type { Instant } from '../../src-shared/instant';
import { useMoments } from '../format/use-moments';

interface WhenProps {
  readonly at: Instant;
  /** `time` leaves the day out, for what happened today. */
  readonly show?: 'dateTime' | 'time' | 'shortTime';
}

/** A moment in the event's time zone. */
export function When({ at, show = 'dateTime' }: WhenProps) {
  return (
    <time dateTime={at} data-numbers>
      {useMoments()[show](at)}
    </time>
  );
}
