import type { Server } from 'node:https';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import type { Certificate } from '../certificates/certificate';
import type { Dispatch } from '../dispatch';
import type { Log } from '../log';
import type { Settings } from '../settings/settings';
import type { Assets } from './assets';
import type { OwnAddresses } from './own-addresses';

export interface HttpsServer {
  readonly port: number;
  /** Every way in, as `GET /logout`. */
  readonly routes: readonly string[];
  /** Stops taking requests, answers those that are under way, and closes. */
  close(): Promise<void>;
}

/** The office as far as its ways in over HTTPS need it. */
export interface ServedOffice {
  readonly dispatch: Dispatch;
  readonly settings: Pick<Settings, 'eventOrNull'>;
}

/** Of one source, each minute: tries to sign in and the like, and everything else but scans. */
export interface CallLimits {
  readonly attempts: number;
  readonly calls: number;
}

export interface HttpsOptions {
  readonly office: ServedOffice;
  readonly assets: Assets;
  readonly certificate: Certificate;
  readonly log: Log;
  /** The address to listen at. */
  readonly address: string;
  /** 0 for any that is free. */
  readonly port: number;
  /** Names and addresses that lead to `address` and are in the certificate. */
  readonly names: readonly string[];
  readonly limits?: CallLimits;
}

export type App = FastifyInstance<Server>;

/** What a server knows of itself. */
export interface Serving {
  /** Known once the port is; nothing is answered before. */
  readonly own: () => OwnAddresses;
  /** Whoever made the request is somebody, so that its connection stays when places run out. */
  readonly keep: (request: FastifyRequest) => void;
}

/** What the routes of a desk in a browser need. */
export interface Routing extends Serving {
  readonly office: ServedOffice;
  readonly assets: Assets;
  readonly limits: CallLimits;
}
