import 'reflect-metadata';
import { X509Certificate } from 'node:crypto';
import { once } from 'node:events';
import { readdirSync, readFileSync } from 'node:fs';
import { createServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import path from 'node:path';
import { connect } from 'node:tls';
import {
  BasicConstraintsExtension,
  KeyUsageFlags,
  KeyUsagesExtension,
  X509Certificate as PeculiarCertificate,
} from '@peculiar/x509';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { type AuthorityStore, createAuthorityStore } from '../../../src-main/certificates/authority';
import { openLeaf } from '../../../src-main/certificates/leaf';
import { isPermitted } from '../../../src-main/certificates/name-constraints';
import type { SecretBox } from '../../../src-main/signing/key-store';
import { TEST_BEGINS, temporaryFolder, testLog } from '../../support/box-office';
import { openCertificates, testKeychain } from './open-certificates';

const DAY = 24 * 60 * 60_000;
let temporary: ReturnType<typeof temporaryFolder>;
let folder = '';
beforeEach(() => {
  temporary = temporaryFolder();
  folder = temporary.folder;
});
afterEach(() => temporary[Symbol.dispose]());

interface Wanted {
  readonly keychain?: SecretBox | null;
  readonly venue?: string;
  readonly now?: number;
}

function storeOf({ keychain = null, venue = 'Town Hall', now = Date.now() }: Wanted = {}): AuthorityStore {
  return createAuthorityStore({ folder, keychain, venue: () => venue, now: () => now, log: testLog() });
}

const CONSTRAINTS = Buffer.from(
  // permittedSubtrees: four networks with their masks, and `local`, in DER.
  '303ba039300a87080a000000ff000000300a8708ac100000fff00000300a8708c0a80000ffff0000300a8708a9fe0000ffff000030078205' +
    Buffer.from('local').toString('hex'),
  'hex',
);

test('it may sign leaves for private networks and local names, for three years, and nothing else', async () => {
  const { certificate, name } = await storeOf({ now: TEST_BEGINS }).current();
  const read = new PeculiarCertificate(certificate);
  expect(read.getExtension(BasicConstraintsExtension)).toMatchObject({ ca: true, pathLength: 0, critical: true });
  expect(read.getExtension(KeyUsagesExtension)).toMatchObject({
    usages: KeyUsageFlags.keyCertSign | KeyUsageFlags.cRLSign,
    critical: true,
  });
  const constraints = read.getExtension('2.5.29.30');
  expect(constraints?.critical).toBe(true);
  expect(Buffer.from(constraints?.value ?? new ArrayBuffer(0)).equals(CONSTRAINTS)).toBe(true);
  expect(read.notBefore.getTime()).toBe(TEST_BEGINS - DAY);
  expect(read.notAfter.getTime() - read.notBefore.getTime()).toBeLessThanOrEqual(3 * 365 * DAY);
  expect(name).toMatch(/^Town Hall [0-9A-F]{4}$/);
  expect(new X509Certificate(certificate).subject).toBe(`CN=${name}\nO=E-Pass Box Office`);
  expect(read.publicKey.algorithm).toMatchObject({ name: 'ECDSA', namedCurve: 'P-256' });
});

test.each([
  ['10.1.2.3', true],
  ['172.16.0.1', true],
  ['172.32.0.1', false],
  ['192.168.137.1', true],
  ['169.254.1.1', true],
  ['8.8.8.8', false],
  ['127.0.0.1', false],
  ['till.local', true],
  ['local', false],
  ['till.local.example.org', false],
  ['notlocal', false],
])('whether it may vouch for %s: %s', (name, may) => {
  expect(isPermitted(name)).toBe(may);
});

/** What a phone that trusts the authority thinks of a leaf that it signed for these names. */
async function refusalOf(names: readonly string[], authority: AuthorityStore): Promise<string | null> {
  const file = path.join(folder, `${names.join()}.pem`);
  const { cert, key } = await openLeaf({ file, needed: names, names, now: Date.now(), authority });
  const server = createServer({ cert, key }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  const { certificate: ca } = await authority.current();
  const phone = connect({ host: '127.0.0.1', port, ca, servername: 'till.local' });
  const refusal = once(phone, 'secureConnect').then(
    () => null,
    (error: unknown) => String(error),
  );
  return refusal.finally(() => {
    phone.destroy();
    server.close();
  });
}

test('a phone that trusts it accepts the till, and refuses everything on the internet that it would vouch for', async () => {
  const authority = storeOf();
  expect(await refusalOf(['till.local', '192.168.1.20', '10.42.0.1'], authority)).toBeNull();
  for (const name of ['bank.example', '8.8.8.8', '127.0.0.1', '172.32.0.1']) {
    expect(await refusalOf(['till.local', name], authority), name).toContain('permitted subtree violation');
  }
});

test('at an address that it may not vouch for, the certificate leaves the address out and stays good for the rest', async () => {
  const certificates = openCertificates({ folder, now: Date.now() });
  const { facts } = await certificates.open('authority', '81.2.69.160', ['81.2.69.160', '192.168.1.20']);
  expect(facts.names).toContain('192.168.1.20');
  expect(facts.names).not.toContain('81.2.69.160');
  const again = await certificates.open('authority', '81.2.69.160', ['81.2.69.160']);
  expect(again.facts.fingerprint).toBe(facts.fingerprint);
});

test('it is the same after a restart, and another one in another folder', async () => {
  const { certificate } = await storeOf().current();
  expect((await storeOf().current()).certificate).toBe(certificate);
  const first = folder;
  using other = temporaryFolder();
  folder = other.folder;
  expect((await storeOf().current()).certificate).not.toBe(certificate);
  folder = first;
});

test('asked for by many at once, one is made', async () => {
  const store = storeOf();
  const made = await Promise.all(Array.from({ length: 5 }, () => store.current()));
  expect(new Set(made.map(({ certificate }) => certificate)).size).toBe(1);
});

test('its key is sealed by the keychain, and does not stand in the file', async () => {
  const keychain = testKeychain('one');
  const { key } = await storeOf({ keychain }).signing();
  const body = key.split('\n')[1] ?? '';
  expect(readFileSync(path.join(folder, 'authority.json'), 'utf8')).not.toContain(body);
  expect((await storeOf({ keychain }).signing()).key).toBe(key);
});

test('in a copied folder, where the keychain does not open the key, a new authority signs and the old one is kept', async () => {
  const before = await storeOf({ keychain: testKeychain('one') }).signing();
  const elsewhere = storeOf({ keychain: testKeychain('two') });
  expect((await elsewhere.current()).certificate).toBe(before.certificate);
  const after = await elsewhere.signing();
  expect(after.certificate).not.toBe(before.certificate);
  expect(readdirSync(folder).filter((name) => name.startsWith('authority.kept-'))).toHaveLength(1);
});

test('a keychain that does not do its work leaves the key to the rights of its file', async () => {
  const broken = () => Promise.reject(new Error('locked'));
  const keychain: SecretBox = { kind: 'system', seal: broken, open: broken };
  const { key } = await storeOf({ keychain }).signing();
  expect((await storeOf({ keychain }).signing()).key).toBe(key);
});

test('one that runs out within a month is replaced, and the leaf with it', async () => {
  const open = (days: number) =>
    openCertificates({ folder, now: TEST_BEGINS + days * DAY }).open('authority', '192.168.1.20', ['192.168.1.20']);
  const first = await open(0);
  const late = await open(1_000);
  expect(late.authority?.crt).toBe(first.authority?.crt);
  // No leaf outlives its authority.
  expect(Date.parse(late.facts.validUntil)).toBe(Date.parse(new X509Certificate(late.authority?.crt ?? '').validTo));
  const next = await open(1_070);
  expect(next.authority?.crt).not.toBe(first.authority?.crt);
  expect(next.facts.fingerprint).not.toBe(late.facts.fingerprint);
});

test('the name of a venue may be long and have any characters', async () => {
  const venue = `Zum „Löwen“ & <Söhne>, ${'O'.repeat(80)}`;
  const { name, certificate } = await storeOf({ venue }).current();
  expect([...new X509Certificate(certificate).subject.matchAll(/CN=(.*)/g)]).toHaveLength(1);
  expect(name.length).toBeLessThanOrEqual(64);
  expect(name).toMatch(/^Zum „Löwen“ & <Söhne>, O+ [0-9A-F]{4}$/);
});

test('iPhones get a profile with the certificate in it, in which no name of a venue can break out', async () => {
  const venue = '</string><key>&"Bar"';
  const { crt, mobileconfig, name, fingerprint } = await openCertificates({ folder, venue }).authority();
  expect(new X509Certificate(crt).fingerprint256).toBe(fingerprint);
  expect(name.startsWith(venue)).toBe(true);
  expect(mobileconfig).toContain(`&lt;/string&gt;&lt;key&gt;&amp;&quot;Bar&quot; ${name.slice(-4)}</string>`);
  expect(mobileconfig).not.toContain(venue);
  const [, data = ''] = /<data>([^<]*)<\/data>/.exec(mobileconfig) ?? [];
  expect(new X509Certificate(Buffer.from(data, 'base64')).fingerprint256).toBe(fingerprint);
  const uuids = [...mobileconfig.matchAll(/<key>PayloadUUID<\/key><string>([^<]*)</g)].map(([, uuid]) => uuid);
  expect(new Set(uuids).size).toBe(2);
  for (const uuid of uuids)
    expect(uuid).toMatch(/^[0-9A-F]{8}-[0-9A-F]{4}-8[0-9A-F]{3}-[89AB][0-9A-F]{3}-[0-9A-F]{12}$/);
  // Installing it twice leaves one.
  expect((await openCertificates({ folder, venue }).authority()).mobileconfig).toBe(mobileconfig);
});
