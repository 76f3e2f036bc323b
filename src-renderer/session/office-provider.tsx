import { type ReactNode, useContext } from 'react';
import { TimeZoneContext } from '../format/time-zone';
import { OfficeContext } from './office';
import type { Status } from './session-types';

interface OfficeProviderProps {
  readonly status: Status;
  readonly children: ReactNode;
}

/** Lets pages know what the office says of itself, and shows moments in its event's zone. */
export function OfficeProvider({ status, children }: OfficeProviderProps) {
  const before = useContext(TimeZoneContext);
  return (
    <OfficeContext value={status}>
      <TimeZoneContext value={status.event?.timeZone ?? before}>{children}</TimeZoneContext>
    </OfficeContext>
  );
}
