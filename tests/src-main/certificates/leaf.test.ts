import 'reflect-metadata';
import { X509Certificate as Parsed } from 'node:crypto';
import { readFileSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import {
  BasicConstraintsExtension,
  ExtendedKeyUsageExtension,
  KeyUsageFlags,
  KeyUsagesExtension,
  X509Certificate,
} from '@peculiar/x509';
import { expect, test } from 'vitest';
import { openCertificate } from '../../../src-main/certificates/leaf';
import { temporaryFolder } from '../../support/box-office';

const DAY = 24 * 60 * 60_000;
const NOW = Date.parse('2026-11-28T12:00:00.000Z');
const NAMES = ['localhost', 'till.example', '127.0.0.1', '::1'];

test('the certificate keeps the rules that phones and browsers set', async () => {
  using temporary = temporaryFolder();
  const { cert } = await openCertificate({ folder: temporary.folder, names: NAMES, now: NOW });
  const parsed = new Parsed(cert);
  const extensions = new X509Certificate(cert);

  expect(parsed.publicKey.asymmetricKeyDetails).toEqual({ namedCurve: 'prime256v1' });
  expect(extensions.signatureAlgorithm).toMatchObject({ name: 'ECDSA', hash: { name: 'SHA-256' } });
  expect(Date.parse(parsed.validFrom)).toBe(NOW - DAY);
  expect(Date.parse(parsed.validTo) - Date.parse(parsed.validFrom)).toBeLessThanOrEqual(397 * DAY);
  expect(parsed.subjectAltName).toBe(
    'DNS:localhost, DNS:till.example, IP Address:127.0.0.1, IP Address:0:0:0:0:0:0:0:1',
  );
  expect(extensions.getExtension(BasicConstraintsExtension)).toMatchObject({ ca: false });
  expect(extensions.getExtension(KeyUsagesExtension)).toMatchObject({
    critical: true,
    usages: KeyUsageFlags.digitalSignature,
  });
  expect(extensions.getExtension(ExtendedKeyUsageExtension)?.usages).toEqual(['1.3.6.1.5.5.7.3.1']);
  expect(parsed.serialNumber).toMatch(/^[4-7][0-9A-F]{31}$/);
  expect(parsed.verify(parsed.publicKey)).toBe(true);
});

test('key and certificate end with a newline and can be read by this user only', async () => {
  using temporary = temporaryFolder();
  const { cert, key } = await openCertificate({ folder: temporary.folder, names: NAMES, now: NOW });
  expect(cert).toMatch(/-----END CERTIFICATE-----\n$/);
  expect(key).toMatch(/-----END PRIVATE KEY-----\n$/);
  expect(statSync(path.join(temporary.folder, 'tls/certificate.pem')).mode & 0o777).toBe(0o600);
  expect(statSync(path.join(temporary.folder, 'tls')).mode & 0o777).toBe(0o700);
});

test('the same certificate is used after a restart, so that a browser has to be told about it once', async () => {
  using temporary = temporaryFolder();
  const first = await openCertificate({ folder: temporary.folder, names: NAMES, now: NOW });
  expect(await openCertificate({ folder: temporary.folder, names: NAMES, now: NOW + 300 * DAY })).toEqual(first);
  expect(await openCertificate({ folder: temporary.folder, names: ['localhost'], now: NOW })).toEqual(first);
});

test('a new one is made when the kept one has run out, is not valid yet, lacks a name or address, or is broken', async () => {
  using temporary = temporaryFolder();
  const { folder } = temporary;
  const open = (names: readonly string[], now: number) => openCertificate({ folder, names, now });
  const file = path.join(folder, 'tls/certificate.pem');

  let last = await open(NAMES, NOW);
  const isNew = async (made: ReturnType<typeof open>) => {
    const { fingerprint } = await made;
    const changed = fingerprint !== last.fingerprint;
    last = await made;
    return changed;
  };
  expect(await isNew(open(NAMES, NOW + 396 * DAY))).toBe(true);
  expect(await isNew(open(NAMES, NOW))).toBe(true);
  expect(await isNew(open([...NAMES, 'door.example'], NOW))).toBe(true);
  expect(await isNew(open([...NAMES, '192.168.1.5'], NOW))).toBe(true);

  const other = temporaryFolder();
  const stranger = await openCertificate({ folder: other.folder, names: NAMES, now: NOW });
  other[Symbol.dispose]();
  writeFileSync(file, stranger.key + last.cert);
  expect(await isNew(open(NAMES, NOW))).toBe(true);
  writeFileSync(file, readFileSync(file, 'utf8').slice(0, 300));
  expect(await isNew(open(NAMES, NOW))).toBe(true);
});
