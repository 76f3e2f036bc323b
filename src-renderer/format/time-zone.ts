import { createContext } from 'react';

/** The IANA zone of the event, in which every moment is shown; the first one until an event is set up. */
export const TimeZoneContext = createContext('Asia/Kolkata');
