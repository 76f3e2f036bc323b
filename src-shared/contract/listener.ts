import { z } from 'zod';
import { Instant } from '../instant';
import { ADMINISTRATOR, type Contract, DESK } from './operation';

/**
 * Which certificate phones are shown. `own`: made here, phones warn once. `imported`: the venue's. `authority`: signed by
 * an authority made here, which phones that belong to the venue can trust.
 */
export const CertificateKind = z.enum(['own', 'imported', 'authority']);
export type CertificateKind = z.infer<typeof CertificateKind>;

export const ListenerSettings = z.strictObject({
  on: z.boolean(),
  /** The name of a network interface of this computer; null for the one that phones most likely share. */
  network: z.string().max(100).nullable(),
  port: z.number().int().min(1024, 'too-small').max(65_535, 'too-large'),
  certificate: CertificateKind,
  /** Opens the whole desk to signed-in staff in a browser elsewhere on this network. */
  desks: z.boolean(),
});
export type ListenerSettings = z.infer<typeof ListenerSettings>;

/** An IPv4 address of this computer that others on its network can reach. */
export const NetworkAddress = z.object({
  network: z.string(),
  address: z.string(),
  /** Guessed from the names that systems give. `hotspot`: made by this computer itself. */
  kind: z.enum(['hotspot', 'wireless', 'cable', 'other']),
});
export type NetworkAddress = z.infer<typeof NetworkAddress>;

export const ListenerFailure = z.enum([
  'port-in-use',
  'no-network',
  'network-gone',
  'certificate-unusable',
  'not-permitted',
]);
export type ListenerFailure = z.infer<typeof ListenerFailure>;

export const ServedCertificate = z.object({
  kind: CertificateKind,
  /** Names and addresses that it is good for. */
  names: z.array(z.string()),
  validFrom: Instant,
  validUntil: Instant,
  /** SHA-256 as browsers show it. */
  fingerprint: z.string(),
});
export type ServedCertificate = z.infer<typeof ServedCertificate>;

export const ListenerStatus = z.object({
  settings: ListenerSettings,
  /** `failed`: it is wanted and does not run; it is tried again every few seconds. */
  state: z.enum(['off', 'starting', 'on', 'failed']),
  failure: ListenerFailure.nullable(),
  /** Where it listens, such as `192.168.137.1`; null while it does not. */
  address: z.string().nullable(),
  /** What phones open, such as `https://192.168.137.1:8443`; null while it does not listen. */
  origin: z.string().nullable(),
  networks: z.array(NetworkAddress),
  certificate: ServedCertificate.nullable(),
  /**
   * Set after the address changed while phones were paired: they have to join once more. `missing` counts those that
   * have not. Null when there are none, or after `listener.forgetMove`.
   */
  moved: z.object({ at: Instant, from: z.string(), missing: z.number().int() }).nullable(),
});
export type ListenerStatus = z.infer<typeof ListenerStatus>;

const Pem = z.string().max(60_000, 'too-long');

export const listenerContract = {
  'listener.status': { roles: DESK, passive: true, input: z.strictObject({}), output: ListenerStatus },
  /** Starts, stops or moves it. What keeps it from running is in the answer, and is no refusal. */
  'listener.save': { roles: ADMINISTRATOR, input: ListenerSettings, output: ListenerStatus },
  /** Stops asking phones to join once more. */
  'listener.forgetMove': { roles: DESK, input: z.strictObject({}), output: z.null() },
  /** Takes the venue's own certificate in and uses it from now on. Its key is kept beside this computer's own. */
  'listener.importCertificate': {
    roles: ADMINISTRATOR,
    input: z.discriminatedUnion('format', [
      z.strictObject({
        format: z.literal('pem'),
        /** The certificate first, then those that lead to its authority. */
        certificates: Pem.min(1, 'required'),
        key: Pem.min(1, 'required'),
        passphrase: z.string().max(256).optional(),
      }),
      z.strictObject({
        format: z.literal('pfx'),
        /** Base64. */
        file: z.string().min(1, 'required').max(100_000, 'too-long'),
        passphrase: z.string().max(256).optional(),
      }),
    ]),
    output: ServedCertificate,
  },
  /** The authority's certificate for phones of the venue: as a file for Android and computers, as a profile for iPhones. */
  'listener.authority': {
    roles: ADMINISTRATOR,
    input: z.strictObject({}),
    output: z.object({ name: z.string(), fingerprint: z.string(), crt: z.string(), mobileconfig: z.string() }),
  },
} as const satisfies Contract;
