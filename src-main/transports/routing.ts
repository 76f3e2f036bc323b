import type { Server } from 'node:https';
import type { FastifyInstance } from 'fastify';
import type { Dispatch } from '../dispatch';
import type { Log } from '../log';
import type { Settings } from '../settings/settings';
import type { Assets } from './assets';
import type { Certificate } from './certificate';
import type { OwnAddresses } from './own-addresses';

export interface HttpsOptions {
  readonly office: { readonly dispatch: Dispatch; readonly settings: Pick<Settings, 'eventOrNull'> };
  readonly assets: Assets;
  readonly certificate: Certificate;
  readonly log: Log;
  /** The address to listen at. */
  readonly address: string;
  /** 0 for any that is free. */
  readonly port: number;
  /** Names and addresses that lead to `address` and are in the certificate. */
  readonly names: readonly string[];
  /** Of one source, each minute: tries to sign in and the like, and everything else but scans. */
  readonly limits?: { readonly attempts: number; readonly calls: number };
}

export type App = FastifyInstance<Server>;
export interface Routing extends Required<HttpsOptions> {
  /** Known once the port is; nothing is answered before. */
  readonly own: () => OwnAddresses;
}
