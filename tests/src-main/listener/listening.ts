import { once } from 'node:events';
import { createServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import { networkInterfaces } from 'node:os';
import { connect, type PeerCertificate } from 'node:tls';
import { createListener } from '../../../src-main/listener/listener';
import { type Serve, TLS_RULES } from '../../../src-main/listener/serve-at';
import { openMachine } from '../../../src-main/machine/open-machine';
import { openSettings } from '../../../src-main/settings/settings';
import type { SecretBox } from '../../../src-main/signing/key-store';
import type { ListenerSettings, NetworkAddress } from '../../../src-shared/contract/listener';
import { TEST_BEGINS, TEST_EVENT, temporaryFolder, testLog } from '../../support/box-office';
import { forgetDatabase, openTestDatabase } from '../../support/test-database';

/** On Linux every address of 127.0.0.0/8 is this computer, so that a test can change its address for real. */
export const HAS_MANY_ADDRESSES = Object.keys(networkInterfaces()).includes('lo');
export const WIFI: NetworkAddress = { network: 'wlan0', address: '127.0.0.2', kind: 'wireless' };
export const CABLE: NetworkAddress = { network: 'eth0', address: '127.0.0.4', kind: 'cable' };

/** A port that was free a moment ago. */
export async function freePort(): Promise<number> {
  const server = createServer().listen(0, WIFI.address);
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, 'close');
  return port;
}

/** Real TLS that answers with the address it was told to be at. */
export const serveForReal: Serve = async ({ address, port, identity }) => {
  const server = createServer({ ...identity, ...TLS_RULES }, (_request, response) => response.end(address));
  server.listen(port, address);
  await once(server, 'listening');
  return {
    port,
    routes: [],
    async close() {
      server.close();
      server.closeAllConnections();
      if (server.listening) await once(server, 'close');
    },
  };
};

/** The certificate that a phone sees; rejects when nobody listens. */
export async function shownAt(address: string, port: number): Promise<PeerCertificate> {
  const socket = connect({ host: address, port, rejectUnauthorized: false });
  await once(socket, 'secureConnect');
  const certificate = socket.getPeerCertificate();
  socket.destroy();
  return certificate;
}

interface Listening {
  /** As after a restart. */
  readonly folder?: string;
  readonly keychain?: SecretBox;
  readonly serve?: Serve;
}

/** A listener over a real database, real certificates and real sockets; networks and clock are the test's. */
export async function openListening(options: Listening = {}) {
  const temporary = options.folder === undefined ? temporaryFolder() : null;
  const folder = options.folder ?? temporary?.folder ?? '';
  let time = TEST_BEGINS;
  const { db, close } = await openTestDatabase(folder, () => time);
  const settings = await openSettings(db);
  await settings.save('event', TEST_EVENT);
  const machine = openMachine(folder, '0.1.0');
  const log = testLog();
  let networks: readonly NetworkAddress[] = [WIFI];
  let look: (() => Promise<void>) | null = null;
  let looks = { every: 0 };

  const listener = createListener({
    folder,
    settings,
    machine,
    keychain: options.keychain ?? null,
    now: () => time,
    log,
    networks: () => networks,
    hostname: 'Till.example.org',
    serve: options.serve ?? serveForReal,
    every(milliseconds, work) {
      look = work;
      looks = { every: milliseconds };
      return () => {
        look = null;
      };
    },
  });

  return {
    ...listener,
    folder,
    log,
    isLooking: () => look !== null,
    lookedEvery: () => looks.every,
    has(next: readonly NetworkAddress[]): void {
      networks = next;
    },
    wait(milliseconds: number): void {
      time += milliseconds;
    },
    /** One look at the networks, and what follows from it. */
    async look(): Promise<void> {
      await look?.();
    },
    save: (changes: Partial<ListenerSettings>) => listener.save({ ...machine.listener(), ...changes }),
    async [Symbol.asyncDispose]() {
      await listener.close();
      await close();
      if (temporary) await forgetDatabase(folder);
      temporary?.[Symbol.dispose]();
    },
  };
}
