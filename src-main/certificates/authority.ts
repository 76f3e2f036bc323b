import 'reflect-metadata';
import { createHash, randomBytes, X509Certificate } from 'node:crypto';
import { mkdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import {
  BasicConstraintsExtension,
  cryptoProvider,
  KeyUsageFlags,
  KeyUsagesExtension,
  SubjectKeyIdentifierExtension,
  X509CertificateGenerator,
} from '@peculiar/x509';
import writeFileAtomic from 'write-file-atomic';
import { z } from 'zod';
import type { Log } from '../log';
import type { SecretBox } from '../signing/key-store';
import { oneAtATime } from '../signing/one-at-a-time';
import { ALGORITHM, DAY, randomSerial, readCertificate, toPem } from './certificate';
import { newKeys } from './key-pair';
import { nameConstraints } from './name-constraints';

export interface Authority {
  /** What phones list it as. */
  readonly name: string;
  /** PEM. */
  readonly certificate: string;
}
export interface SigningAuthority extends Authority {
  /** PEM, PKCS #8. */
  readonly key: string;
}

interface AuthorityOptions {
  /** Where its file is. */
  readonly folder: string;
  /** Seals its key; null where there is none, and then only the rights of the file protect it. */
  readonly keychain: SecretBox | null;
  /** Of whom the name of a new one tells. */
  readonly venue: () => string;
  readonly now: () => number;
  readonly log: Log;
}

export type AuthorityStore = ReturnType<typeof createAuthorityStore>;

/** Three years, a day of them before now. */
const VALID_DAYS = 1_095;
/** With less than this left, a leaf that it signs would not outlast many events. */
const LEAST_DAYS = 30;
/** A name in a certificate has 64 at most, and five are for the tag. */
const LEADING_CHARACTERS = /^.{0,59}/u;

const AuthorityFile = z.strictObject({
  format: z.literal('epass-authority/1'),
  name: z.string(),
  certificate: z.string(),
  key: z.discriminatedUnion('protection', [
    z.strictObject({ protection: z.literal('system'), sealed: z.base64() }),
    z.strictObject({ protection: z.literal('none'), pem: z.string() }),
  ]),
});
type AuthorityFile = z.infer<typeof AuthorityFile>;

/** The authority that phones of the venue can trust. Made on first use, for this folder alone. */
export function createAuthorityStore({ folder, keychain, venue, now, log }: AuthorityOptions) {
  const file = path.join(folder, 'authority.json');
  const queued = oneAtATime();

  function read(): AuthorityFile | null {
    try {
      const found = AuthorityFile.parse(JSON.parse(readFileSync(file, 'utf8')));
      return Date.parse(new X509Certificate(found.certificate).validTo) > now() + LEAST_DAYS * DAY ? found : null;
    } catch {
      return null;
    }
  }

  async function keyOf({ certificate, key }: AuthorityFile): Promise<string | null> {
    try {
      const pem = key.protection === 'none' ? key.pem : await keychain?.open(Buffer.from(key.sealed, 'base64'));
      return readCertificate(`${String(pem)}${certificate}`)?.key ?? null;
    } catch {
      return null;
    }
  }

  async function seal(pem: string): Promise<AuthorityFile['key']> {
    try {
      const sealed = await keychain?.seal(Buffer.from(pem));
      if (sealed) return { protection: 'system', sealed: sealed.toString('base64') };
    } catch {
      log.warn('the keychain does not take the key of the authority; the rights of its file protect it');
    }
    return { protection: 'none', pem };
  }

  async function make(): Promise<SigningAuthority> {
    const made = await makeAuthority(venue(), now());
    mkdirSync(folder, { recursive: true, mode: 0o700 });
    await keepAside();
    const { name, certificate, key } = made;
    const content: AuthorityFile = { format: 'epass-authority/1', name, certificate, key: await seal(key) };
    await writeFileAtomic(file, `${JSON.stringify(content, null, 2)}\n`, { mode: 0o600 });
    return made;
  }

  /** Whoever can open it later, with the keychain of another day, may still want it. */
  async function keepAside(): Promise<void> {
    const content = contentOf(file);
    if (content === null) return;
    log.warn('the authority could not be used any longer; a new one takes its place');
    const mark = createHash('sha256').update(content).digest('hex').slice(0, 16);
    await writeFileAtomic(path.join(folder, `authority.kept-${mark}.json`), content, { mode: 0o600 });
  }

  return {
    current: (): Promise<Authority> => queued(async () => read() ?? make()),
    /** The authority with its key. Where that cannot be opened, as in a copied folder, a new one takes its place. */
    signing: (): Promise<SigningAuthority> =>
      queued(async () => {
        const found = read();
        const key = found && (await keyOf(found));
        return found && key ? { name: found.name, certificate: found.certificate, key } : make();
      }),
  };
}

function contentOf(file: string): Buffer | null {
  try {
    return readFileSync(file);
  } catch {
    return null;
  }
}

async function makeAuthority(venue: string, now: number): Promise<SigningAuthority> {
  cryptoProvider.set(crypto);
  // Tells two authorities of one venue apart in a phone's list.
  const tag = randomBytes(2).toString('hex').toUpperCase();
  const name = `${LEADING_CHARACTERS.exec(venue)?.[0].trim() ?? ''} ${tag}`;
  const keys = await newKeys();
  const certificate = await X509CertificateGenerator.createSelfSigned({
    serialNumber: randomSerial(),
    name: [{ CN: [name] }, { O: ['E-Pass Box Office'] }],
    notBefore: new Date(now - DAY),
    notAfter: new Date(now + (VALID_DAYS - 1) * DAY),
    keys,
    signingAlgorithm: ALGORITHM,
    extensions: [
      new BasicConstraintsExtension(true, 0, true),
      new KeyUsagesExtension(KeyUsageFlags.keyCertSign | KeyUsageFlags.cRLSign, true),
      nameConstraints(),
      await SubjectKeyIdentifierExtension.create(keys.publicKey),
    ],
  });
  return {
    name,
    certificate: toPem('CERTIFICATE', certificate.rawData),
    key: toPem('PRIVATE KEY', await crypto.subtle.exportKey('pkcs8', keys.privateKey)),
  };
}
