import type {
  CertificateKind,
  ListenerFailure,
  ListenerSettings,
  NetworkAddress,
} from '../../src-shared/contract/listener';
import type { GateCertificate, GateCertificates } from '../certificates/gate-certificates';
import type { ListenerCertificate } from '../certificates/import-checks';
import type { Log } from '../log';
import type { MachineListener } from '../machine/machine-store';
import type { Settings } from '../settings/settings';
import type { SecretBox } from '../signing/key-store';
import { oneAtATime } from '../signing/one-at-a-time';
import type { HttpsServer } from '../transports/routing';
import { chooseAddress } from './choose-address';
import { hostOf, localNameOf, namesOf } from './gate-names';
import { factsOf, failureOf } from './listening-failures';
import type { Serve } from './serve-at';

/** Calls something again and again. @returns ends that */
export type Every = (milliseconds: number, work: () => Promise<void>) => () => void;

export interface ListenerOptions {
  /** The office's folder. */
  readonly folder: string;
  readonly settings: Pick<Settings, 'eventOrNull'>;
  /** Keeps what somebody has decided here. */
  readonly machine: Pick<MachineListener, 'listener' | 'saveListener'>;
  /** Seals the key of the authority; null where there is none. */
  readonly keychain: SecretBox | null;
  /** Milliseconds since 1970. */
  readonly now: () => number;
  readonly log: Log;
  /** What this computer has now. */
  readonly networks: () => readonly NetworkAddress[];
  /** Of this computer. */
  readonly hostname: string;
  readonly serve: Serve;
  readonly every?: Every;
}

interface Served {
  readonly at: NetworkAddress;
  readonly settings: ListenerSettings;
  readonly certificate: GateCertificate;
  readonly origin: string;
  readonly server: HttpsServer;
}

/** How often the networks are looked at, in milliseconds. */
const LOOK = 3_000;
/** How many looks a network that went away is waited for before phones are served on another. */
const PATIENCE = 5;

export type Listener = ReturnType<typeof createListener>;

/**
 * Keeps phones served as the settings say, and follows this computer when its address changes. Whatever keeps it from
 * that is a state and no error, and is tried again at every look.
 */
export function createListener(options: ListenerOptions) {
  const { settings, machine, now, log, serve, every = everySoOften } = options;
  const localName = localNameOf(options.hostname);
  const queued = oneAtATime();
  const ending = new Set<Promise<void>>();
  let certificates: Promise<GateCertificates> | null = null;
  let served: Served | null = null;
  let failure: ListenerFailure | null = null;
  let last: NetworkAddress | null = null;
  let looksWithout = 0;
  let movedAt = { origin: '', since: 0 };
  let stopLooking: (() => void) | null = null;
  let closed = false;

  /** Loaded when phones are served first: most desks open without. */
  function loadCertificates(): Promise<GateCertificates> {
    const venue = () => settings.eventOrNull()?.venue ?? 'E-Pass Box Office';
    certificates ??= import('../certificates/gate-certificates').then(({ createGateCertificates }) =>
      createGateCertificates({ ...options, venue, localName }),
    );
    return certificates;
  }

  function networks(): readonly NetworkAddress[] {
    try {
      return options.networks();
    } catch (error) {
      // Some systems refuse to say for a moment; that looks like having none.
      log.warn('the networks of this computer cannot be read', factsOf(error));
      return [];
    }
  }

  /** Says so once, however often it is tried again. */
  function fail(next: ListenerFailure): void {
    if (failure !== next) log.warn('phones are not served', { failure: next });
    failure = next;
  }

  function end(server: HttpsServer): Promise<void> {
    const ended = server
      .close()
      .catch((error: unknown) => void log.bug('listener', error))
      .finally(() => ending.delete(ended));
    ending.add(ended);
    return ended;
  }

  async function stop(): Promise<void> {
    const before = served;
    served = null;
    if (before) await end(before.server);
  }

  /** Makes what is so what is wanted. @param anew also where nothing seems to have changed */
  async function settle(anew: boolean): Promise<void> {
    const wanted = machine.listener();
    if (closed || !wanted.on) {
      stopLooking?.();
      stopLooking = null;
      failure = null;
      last = null;
      await stop();
      return;
    }
    stopLooking ??= every(LOOK, look);
    const patient = looksWithout < PATIENCE;
    const choice = chooseAddress({ networks: networks(), network: wanted.network, last, patient });
    looksWithout = choice.ok ? 0 : looksWithout + 1;
    if (!choice.ok) {
      fail(choice.failure);
      await stop();
    } else if (anew || !served || !isAsWanted(served, choice.at, wanted, now())) {
      await start(choice.at, wanted);
    }
  }

  async function start(at: NetworkAddress, wanted: ListenerSettings): Promise<void> {
    last = at;
    const certificate = await openCertificate(wanted.certificate, at.address);
    if (!certificate) return stop();
    // The new place is opened before the old one is left, unless they are the same.
    if (served?.at.address === at.address && served.settings.port === wanted.port) await stop();
    const place = { address: at.address, localName, certificate: certificate.facts };
    try {
      const server = await serve({
        address: at.address,
        port: wanted.port,
        names: namesOf(place),
        identity: certificate.identity,
        desks: wanted.desks,
        authority: certificate.authority,
      });
      const before = served;
      const origin = `https://${hostOf(place)}:${server.port}`;
      served = { at, settings: wanted, certificate, origin, server };
      failure = null;
      if (movedAt.origin !== origin) movedAt = { origin, since: now() };
      log.info('phones are served', { origin, certificate: wanted.certificate, desks: wanted.desks });
      if (before) void end(before.server);
    } catch (error) {
      const next = failureOf(error);
      if (next === null && failure !== 'not-permitted') log.bug('listener', error);
      fail(next ?? 'not-permitted');
      await stop();
    }
  }

  async function openCertificate(kind: CertificateKind, address: string): Promise<GateCertificate | null> {
    try {
      const addresses = networks().map((one) => one.address);
      return await (await loadCertificates()).open(kind, address, addresses);
    } catch (error) {
      // The venue's may simply not be there; why ours cannot be made is for whoever reads the log.
      if (failure !== 'certificate-unusable' && kind !== 'imported') log.bug('listener', error);
      fail('certificate-unusable');
      return null;
    }
  }

  let looking = false;
  async function look(): Promise<void> {
    if (looking) return;
    looking = true;
    await queued(() => settle(false)).catch((error: unknown) => void log.bug('listener', error));
    looking = false;
  }

  async function apply(next: ListenerSettings, anew: boolean): Promise<void> {
    const before = machine.listener();
    machine.saveListener(next);
    if (next.network !== before.network) last = null;
    failure = null;
    looksWithout = 0;
    await settle(anew);
  }

  return {
    /** Begins to serve, if that was on when the office closed. Nothing waits for it. */
    start(): void {
      if (machine.listener().on) void look();
    },

    /** Keeps the settings and settles once they are followed, or cannot be. Of several at once the last one wins. */
    save: (next: ListenerSettings): Promise<void> => queued(() => apply(next, false)),

    /**
     * Uses a certificate of the venue from now on.
     * @throws ExpectedError `invalid-input` with a `certificate-…` problem on the field that has it
     */
    importCertificate: (input: ListenerCertificate) =>
      queued(async () => {
        const store = await loadCertificates();
        await store.import(input);
        await apply({ ...machine.listener(), certificate: 'imported' }, true);
        return store.imported();
      }),

    authority: async () => (await loadCertificates()).authority(),

    /** What phones open, such as `https://192.168.137.1:8443`; null while it does not listen. */
    origin: () => served?.origin ?? null,

    /** When phones were first served where they are now, in milliseconds since 1970. */
    since: () => movedAt.since,

    status() {
      const wanted = machine.listener();
      const notServed = failure === null ? ('starting' as const) : ('failed' as const);
      return {
        settings: wanted,
        state: served ? ('on' as const) : wanted.on ? notServed : ('off' as const),
        failure: served || !wanted.on ? null : failure,
        address: served?.at.address ?? null,
        origin: served?.origin ?? null,
        networks: [...networks()],
        certificate: served?.certificate.facts ?? null,
      };
    },

    async close(): Promise<void> {
      closed = true;
      await queued(() => settle(false));
      await Promise.all(ending);
    },
  };
}

/** A certificate of the venue stays when it runs out: phones warn of it, and the gate stays open. */
function isAsWanted(served: Served, at: NetworkAddress, wanted: ListenerSettings, now: number): boolean {
  const { settings, certificate } = served;
  return (
    served.at.address === at.address &&
    settings.port === wanted.port &&
    settings.desks === wanted.desks &&
    settings.certificate === wanted.certificate &&
    (wanted.certificate === 'imported' || now < Date.parse(certificate.facts.validUntil))
  );
}

const everySoOften: Every = (milliseconds, work) => {
  const timer = setInterval(() => void work(), milliseconds);
  // Phones that are not served yet are no reason to keep a process alive.
  timer.unref();
  return () => clearInterval(timer);
};
