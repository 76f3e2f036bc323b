import { hostname } from 'node:os';
import type { NetworkAddress } from '../../src-shared/contract/listener';
import type { Every } from '../listener/listener';
import { networkAddresses } from '../listener/networks';
import type { ServeAt } from '../listener/serve-at';
import type { Log } from '../log';
import type { Assets } from './assets';
import type { HttpsServer, ServedOffice } from './routing';

/** How an office gets its way in for phones. */
export interface GateDoor {
  /** What this computer has now. */
  readonly networks: () => readonly NetworkAddress[];
  /** Of this computer. */
  readonly hostname: string;
  /** Looks at the networks again and again; the clock of this process where it is not given. */
  readonly every?: Every;
  readonly serve: (office: ServedOffice, at: ServeAt) => Promise<HttpsServer>;
}

interface DoorOptions {
  /** What the build wrote, for phones and for desks in a browser. */
  readonly assets: Promise<Assets>;
  readonly log: Log;
  /** Milliseconds since 1970. */
  readonly now: () => number;
}

/** The door of this computer. Its server is loaded when phones are served first: most desks open without. */
export function createGateDoor({ assets, log, now }: DoorOptions): GateDoor {
  return {
    networks: networkAddresses,
    hostname: hostname(),
    async serve(office, at) {
      const { serveGate } = await import('./gate');
      return serveGate({ office, assets: await assets, log, at, now });
    },
  };
}
