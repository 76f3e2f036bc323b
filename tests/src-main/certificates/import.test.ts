import { X509Certificate } from 'node:crypto';
import { readdirSync, readFileSync, statSync } from 'node:fs';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { ListenerCertificate } from '../../../src-main/certificates/import-checks';
import { importCertificate, openImported } from '../../../src-main/certificates/imported';
import { TEST_BEGINS, temporaryFolder } from '../../support/box-office';
import { type KeyKind, venueCertificate } from '../../support/venue-certificate';

const DAY = 24 * 60 * 60_000;
const FIXTURES = path.join(import.meta.dirname, '../../fixtures/certificates');
let temporary: ReturnType<typeof temporaryFolder>;
beforeEach(() => {
  temporary = temporaryFolder();
});
afterEach(() => temporary[Symbol.dispose]());

async function problemsOf(input: ListenerCertificate, now = TEST_BEGINS): Promise<unknown> {
  const error: unknown = await importCertificate(temporary.folder, input, now).then(
    () => null,
    (reason: unknown) => reason,
  );
  // Whatever was refused is not kept either.
  if (error !== null) expect(readdirSync(temporary.folder)).toEqual([]);
  return error;
}
const refused = (fields: Record<string, string>) => ({ code: 'invalid-input', details: { fields } });

describe('a certificate in text', () => {
  test.each<KeyKind>(['P-256', 'P-384', 'RSA-2048'])(
    'with a key of the kind %s is taken in and shown',
    async (kind) => {
      const { certificates, key } = await venueCertificate({ kind });
      expect(await problemsOf({ format: 'pem', certificates, key })).toBeNull();
      const { leaf } = await openImported(temporary.folder);
      expect(leaf.fingerprint256).toBe(new X509Certificate(certificates).fingerprint256);
    },
  );

  test('its key is opened by the passphrase, new way and old', async () => {
    const made = await venueCertificate();
    for (const key of [made.sealedBy('gate-keeper'), made.sealedTheOldWay('gate-keeper')]) {
      const input = { format: 'pem' as const, certificates: made.certificates, key, passphrase: 'gate-keeper' };
      expect(await problemsOf(input)).toBeNull();
      expect((await openImported(temporary.folder)).leaf.subject).toBe('CN=gate.venue.example');
    }
  });

  test('a missing or wrong passphrase is said at the passphrase', async () => {
    const made = await venueCertificate();
    for (const key of [made.sealedBy('gate-keeper'), made.sealedTheOldWay('gate-keeper')]) {
      const input = { format: 'pem' as const, certificates: made.certificates, key };
      expect(await problemsOf(input)).toMatchObject(refused({ passphrase: 'certificate-passphrase' }));
      expect(await problemsOf({ ...input, passphrase: 'gate-opener' })).toMatchObject(
        refused({ passphrase: 'certificate-passphrase' }),
      );
    }
  });

  test('the certificate that belongs to the key comes first, wherever it stood, and the others follow', async () => {
    const [authority, made] = [await venueCertificate({ name: 'authority' }), await venueCertificate()];
    const certificates = `subject=authority\n${authority.certificates}\r\n${made.certificates}`;
    expect(await problemsOf({ format: 'pem', certificates, key: `a comment\n${made.key}` })).toBeNull();
    const { identity, leaf } = await openImported(temporary.folder);
    expect(leaf.subject).toBe('CN=gate.venue.example');
    expect('cert' in identity && identity.cert.match(/BEGIN CERTIFICATE/g)).toHaveLength(2);
  });

  test('what is wrong is said at the field that has it', async () => {
    const [made, other] = [await venueCertificate(), await venueCertificate()];
    const pem = (changes: { certificates?: string; key?: string }) =>
      problemsOf({ format: 'pem', ...made, ...changes });
    const damaged = made.certificates.replace(/\n[^\n]{10}/, '\nMIIBAAAAAA');

    expect(await pem({ certificates: 'no certificate' })).toMatchObject(
      refused({ certificates: 'certificate-unreadable' }),
    );
    expect(await pem({ certificates: damaged })).toMatchObject(refused({ certificates: 'certificate-unreadable' }));
    expect(await pem({ certificates: made.certificates + damaged })).toMatchObject(
      refused({ certificates: 'certificate-unreadable' }),
    );
    expect(await pem({ key: made.certificates })).toMatchObject(refused({ key: 'certificate-key-missing' }));
    expect(await pem({ key: made.key.replace(/\n[^\n]{10}/, '\nMIIBAAAAAA') })).toMatchObject(
      refused({ key: 'certificate-unreadable' }),
    );
    expect(await pem({ key: other.key })).toMatchObject(refused({ key: 'certificate-key-mismatch' }));
  });

  test('one that has run out, or does not hold yet, is refused', async () => {
    const { certificates, key } = await venueCertificate();
    const at = (now: number) => problemsOf({ format: 'pem', certificates, key }, now);
    const expired = refused({ certificates: 'certificate-expired' });
    expect(await at(TEST_BEGINS + 2 * DAY)).toMatchObject(expired);
    expect(await at(TEST_BEGINS - 2 * DAY)).toMatchObject(expired);
    expect(await at(TEST_BEGINS)).toBeNull();
  });

  test.each<KeyKind>(['RSA-1024', 'RSA-2048 signed with SHA-1', 'P-521', 'Ed25519'])(
    'one of the kind %s is refused, because phones would',
    async (kind) => {
      const { certificates, key } = await venueCertificate({ kind });
      expect(await problemsOf({ format: 'pem', certificates, key })).toMatchObject(
        refused({ certificates: 'certificate-weak' }),
      );
    },
  );
});

describe('a certificate in a PFX file', () => {
  const file = (name: string) => readFileSync(path.join(FIXTURES, `${name}.pfx`), 'base64');
  const pfx = (name: string, passphrase?: string, now = TEST_BEGINS) =>
    problemsOf({ format: 'pfx', file: file(name), ...(passphrase === undefined ? {} : { passphrase }) }, now);

  test.each([
    ['ec', 'gate-keeper'],
    ['rsa-3des', 'gate-keeper'],
    ['no-passphrase', ''],
    ['no-passphrase', undefined],
  ])('%s is taken in and shown', async (name, passphrase) => {
    expect(await pfx(name, passphrase)).toBeNull();
    const { leaf } = await openImported(temporary.folder);
    expect(leaf.subjectAltName).toBe('DNS:gate.venue.example, DNS:*.venue.example');
  });

  test('a missing or wrong passphrase is said at the passphrase', async () => {
    const wrong = refused({ passphrase: 'certificate-passphrase' });
    expect(await pfx('ec', 'gate-opener')).toMatchObject(wrong);
    expect(await pfx('ec')).toMatchObject(wrong);
  });

  test('a file that is none, cut off, without a key, too weak, or sealed as nobody should is refused', async () => {
    const unreadable = refused({ file: 'certificate-unreadable' });
    const raw = (content: string) => problemsOf({ format: 'pfx', file: content, passphrase: 'gate-keeper' });
    expect(await raw('AAAA')).toMatchObject(unreadable);
    expect(await raw('not base64 at all')).toMatchObject(unreadable);
    expect(await raw(file('ec').slice(0, 400))).toMatchObject(unreadable);
    expect(await pfx('rc2', 'gate-keeper')).toMatchObject(unreadable);
    expect(await pfx('no-key', 'gate-keeper')).toMatchObject(refused({ file: 'certificate-key-missing' }));
    expect(await pfx('rsa-1024', 'gate-keeper')).toMatchObject(refused({ file: 'certificate-weak' }));
  });

  test('one that has run out, or does not hold yet, is refused', async () => {
    const expired = refused({ file: 'certificate-expired' });
    expect(await pfx('ec', 'gate-keeper', Date.parse('2130-01-01'))).toMatchObject(expired);
    expect(await pfx('ec', 'gate-keeper', Date.parse('2026-11-01'))).toMatchObject(expired);
  });
});

test('what was taken in can be read by this user only, and the next one takes its place', async () => {
  const [first, second] = [await venueCertificate(), await venueCertificate()];
  await importCertificate(path.join(temporary.folder, 'tls'), { format: 'pem', ...first }, TEST_BEGINS);
  await importCertificate(path.join(temporary.folder, 'tls'), { format: 'pem', ...second }, TEST_BEGINS);
  const [name = '', ...others] = readdirSync(path.join(temporary.folder, 'tls'));
  expect(others).toEqual([]);
  expect(statSync(path.join(temporary.folder, 'tls', name)).mode & 0o777).toBe(0o600);
  const { leaf } = await openImported(path.join(temporary.folder, 'tls'));
  expect(leaf.fingerprint256).toBe(new X509Certificate(second.certificates).fingerprint256);
});
