import 'reflect-metadata';
import { X509Certificate } from 'node:crypto';
import { readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import {
  BasicConstraintsExtension,
  ExtendedKeyUsageExtension,
  KeyUsageFlags,
  KeyUsagesExtension,
  X509Certificate as PeculiarCertificate,
  SubjectAlternativeNameExtension,
  SubjectKeyIdentifierExtension,
} from '@peculiar/x509';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { GateCertificate } from '../../../src-main/certificates/gate-certificates';
import { TEST_BEGINS, temporaryFolder } from '../../support/box-office';
import { openCertificates } from './open-certificates';

const DAY = 24 * 60 * 60_000;
const HOTSPOTS = ['192.168.137.1', '192.168.2.1', '10.42.0.1'];
let temporary: ReturnType<typeof temporaryFolder>;
let folder = '';
beforeEach(() => {
  temporary = temporaryFolder();
  folder = temporary.folder;
});
afterEach(() => temporary[Symbol.dispose]());

function leafOf({ identity }: GateCertificate): X509Certificate {
  if (!('cert' in identity)) throw new Error('a certificate that was made here is PEM');
  return new X509Certificate(identity.cert);
}

describe.each(['own', 'authority'] as const)('the certificate of the kind %s keeps the rules of phones', (kind) => {
  const open = () => openCertificates({ folder }).open(kind, '192.168.1.20', ['192.168.1.20', '10.0.0.5']);
  const parse = async () => {
    const parsed = leafOf(await open());
    return { parsed, read: new PeculiarCertificate(new Uint8Array(parsed.raw)) };
  };

  test('P-256 and SHA-256, in version 3, by who it says it is from', async () => {
    const { parsed, read } = await parse();
    expect(parsed.publicKey.asymmetricKeyDetails).toEqual({ namedCurve: 'prime256v1' });
    expect(read.signatureAlgorithm).toMatchObject({ name: 'ECDSA', hash: { name: 'SHA-256' } });
    // Version 3 is the one that can carry extensions.
    expect(read.extensions.length).toBeGreaterThan(0);
    const issuer = kind === 'own' ? parsed : new X509Certificate((await openCertificates({ folder }).authority()).crt);
    expect(parsed.verify(issuer.publicKey)).toBe(true);
    expect(parsed.issuer).toBe(issuer.subject);
  });

  test('valid for 397 days at most, from a day before now', async () => {
    const { parsed } = await parse();
    expect(Date.parse(parsed.validFrom)).toBe(TEST_BEGINS - DAY);
    expect(Date.parse(parsed.validTo) - Date.parse(parsed.validFrom)).toBeLessThanOrEqual(397 * DAY);
  });

  test('no authority itself, for signing handshakes of a server and nothing else', async () => {
    const { read } = await parse();
    expect(read.getExtension(BasicConstraintsExtension)).toMatchObject({ ca: false, critical: true });
    expect(read.getExtension(KeyUsagesExtension)).toMatchObject({
      usages: KeyUsageFlags.digitalSignature,
      critical: true,
    });
    expect(read.getExtension(ExtendedKeyUsageExtension)?.usages).toEqual(['1.3.6.1.5.5.7.3.1']);
    expect(read.getExtension(SubjectKeyIdentifierExtension)).not.toBeNull();
  });

  test('addresses are addresses and names are names, and none is only in the common name', async () => {
    const { parsed, read } = await parse();
    const names = read.getExtension(SubjectAlternativeNameExtension)?.names.toJSON() ?? [];
    expect(names).toEqual([
      ...['192.168.1.20', '10.0.0.5', ...HOTSPOTS].map((value) => ({ type: 'ip', value })),
      { type: 'dns', value: 'till.local' },
    ]);
    expect(parsed.subject).toBe('CN=E-Pass Box Office');
  });

  test('a serial number of 16 bytes that nobody guesses', async () => {
    const { parsed } = await parse();
    using other = temporaryFolder();
    const another = await openCertificates({ folder: other.folder }).open(kind, '192.168.1.20', []);
    expect(parsed.serialNumber).toMatch(/^[4-7][0-9A-F]{31}$/);
    expect(leafOf(another).serialNumber).not.toBe(parsed.serialNumber);
  });

  test('the same bytes after a restart, readable by this user only', async () => {
    const first = leafOf(await open());
    expect(leafOf(await open()).raw.equals(first.raw)).toBe(true);
    for (const name of readdirSync(path.join(folder, 'tls'))) {
      expect(statSync(path.join(folder, 'tls', name)).mode & 0o777).toBe(0o600);
    }
  });

  test('made anew only for an address that is missing, with the same key', async () => {
    const first = leafOf(await open());
    const certificates = openCertificates({ folder });
    for (const address of [...HOTSPOTS, '10.0.0.5']) {
      expect(leafOf(await certificates.open(kind, address, [address])).raw.equals(first.raw)).toBe(true);
    }
    const beside = ['192.168.1.20', '192.168.99.9'];
    expect(leafOf(await certificates.open(kind, '192.168.1.20', beside)).raw.equals(first.raw)).toBe(true);
    const second = leafOf(await certificates.open(kind, '192.168.1.77', ['192.168.1.77', '10.9.9.9']));
    expect(second.fingerprint256).not.toBe(first.fingerprint256);
    expect(second.publicKey.equals(first.publicKey)).toBe(true);
    for (const address of ['192.168.1.77', '192.168.1.20', '10.0.0.5', '10.9.9.9']) {
      expect(second.checkIP(address)).toBe(address);
    }
  });

  test('what is told of it is what it says', async () => {
    const made = await open();
    const leaf = leafOf(made);
    expect(made.facts).toEqual({
      kind,
      names: ['192.168.1.20', '10.0.0.5', ...HOTSPOTS, 'till.local'],
      validFrom: new Date(leaf.validFrom).toISOString(),
      validUntil: new Date(leaf.validTo).toISOString(),
      fingerprint: leaf.fingerprint256,
    });
  });
});

test('addresses of the last thirty days are in a new certificate, older ones are not', async () => {
  const at = (day: number, address: string) =>
    openCertificates({ folder, now: TEST_BEGINS + day * DAY }).open('own', address, [address]);
  await at(0, '192.168.1.10');
  await at(10, '192.168.1.11');
  const leaf = leafOf(await at(35, '192.168.1.12'));
  expect(leaf.checkIP('192.168.1.11')).toBe('192.168.1.11');
  expect(leaf.checkIP('192.168.1.10')).toBeUndefined();
});

test('a damaged list of addresses is as good as none', async () => {
  await openCertificates({ folder }).open('own', '192.168.1.10', ['192.168.1.10']);
  const file = path.join(folder, 'tls/addresses.json');
  expect(readFileSync(file, 'utf8')).toContain('192.168.1.10');
  writeFileSync(file, '{"192.168.1.10": 5}');
  await openCertificates({ folder }).open('own', '192.168.1.11', ['192.168.1.11']);
  expect(JSON.parse(readFileSync(file, 'utf8'))).toEqual({ '192.168.1.11': '2026-11-28' });
});

test('without a certificate of the venue there is none to open', async () => {
  await expect(openCertificates({ folder }).open('imported', '192.168.1.10', [])).rejects.toThrow('ENOENT');
});
