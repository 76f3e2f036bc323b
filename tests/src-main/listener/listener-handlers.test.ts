import { X509Certificate } from 'node:crypto';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { request } from 'node:https';
import { createServer } from 'node:net';
import path from 'node:path';
import { type ConnectionOptions, connect, type TLSSocket } from 'node:tls';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Assets } from '../../../src-main/transports/assets';
import { loadAssets } from '../../../src-main/transports/assets';
import { createGateDoor } from '../../../src-main/transports/gate-door';
import type { ListenerSettings } from '../../../src-shared/contract/listener';
import { openReadyOffice, openTestOffice, temporaryFolder, testLog, valueOf } from '../../support/box-office';
import { writeBuiltPages } from '../../support/built-pages';
import { inviteTo, joinPhone } from '../../support/phones';
import { venueCertificate } from '../../support/venue-certificate';
import { freePort, HAS_MANY_ADDRESSES, WIFI } from './listening';

const MOVED = { ...WIFI, address: '127.0.0.3' };
const PFX = path.join(import.meta.dirname, '../../fixtures/certificates/rsa-3des.pfx');
const built = temporaryFolder();
let assets: Promise<Assets>;
beforeAll(() => {
  writeBuiltPages(built.folder);
  assets = loadAssets(built.folder);
});
afterAll(() => built[Symbol.dispose]());

/** The door of this computer, in a network of the test's. */
function doorIn(networks: { now: readonly (typeof WIFI)[] }) {
  const door = createGateDoor({ assets, log: testLog(), now: () => 0 });
  return { ...door, networks: () => networks.now, hostname: 'till', every: () => () => undefined };
}

async function openGateOffice() {
  const networks = { now: [WIFI] };
  const office = await openReadyOffice({ gate: doorIn(networks) });
  const port = await freePort();
  return {
    ...office,
    port,
    networks,
    status: async () => valueOf(await office.api['listener.status']({})),
    async save(changes: Partial<ListenerSettings>) {
      const { settings } = valueOf(await office.api['listener.status']({}));
      return valueOf(await office.api['listener.save']({ ...settings, port, ...changes }));
    },
  };
}

interface Asked {
  readonly path?: string;
  /** The name in the address bar; the address unless it is given. */
  readonly as?: string;
  readonly address?: string;
}

/** What a phone in the same network gets. */
async function ask(port: number, { path: pathname = '/gate', as, address = WIFI.address }: Asked = {}) {
  const sent = request({
    host: address,
    port,
    path: pathname,
    headers: { host: `${as ?? address}:${port}` },
    rejectUnauthorized: false,
    agent: false,
  }).end();
  const [response] = await once(sent, 'response');
  const { fingerprint256 } = (response.socket as TLSSocket).getPeerCertificate();
  let text = '';
  for await (const piece of response.setEncoding('utf8')) text += piece;
  return { status: response.statusCode, type: response.headers['content-type'], text, fingerprint: fingerprint256 };
}

describe.runIf(HAS_MANY_ADDRESSES)('the listener and what it shows', () => {
  let office: Awaited<ReturnType<typeof openGateOffice>>;
  beforeAll(async () => {
    office = await openGateOffice();
  });
  afterAll(() => office[Symbol.asyncDispose]());

  test('once it is on, phones get their page under the certificate that the desk tells of, and no other name', async () => {
    const { state, origin, certificate } = await office.save({ on: true });
    expect({ state, origin }).toEqual({ state: 'on', origin: `https://${WIFI.address}:${office.port}` });
    const page = await ask(office.port);
    expect(page).toMatchObject({ status: 200, fingerprint: certificate?.fingerprint });
    expect(page.text).toContain('gate-AbCd1234.js');
    expect(await ask(office.port, { as: 'till.local' })).toMatchObject({ status: 200 });
    await expect(ask(office.port, { address: MOVED.address })).rejects.toThrow('ECONNREFUSED');
    expect(await ask(office.port, { as: 'evil.example' })).toMatchObject({ status: 421 });
    expect((await inviteTo(office)).url.startsWith(`${origin}/p#`)).toBe(true);
    expect(await ask(office.port, { path: '/authority.crt' })).toMatchObject({ status: 404 });
    expect(office.log.bugs).toEqual([]);
  });

  test('without a certificate of the venue, wanting it is a state that says so', async () => {
    expect(await office.save({ on: true, certificate: 'imported' })).toMatchObject({
      state: 'failed',
      failure: 'certificate-unusable',
    });
    expect(await office.save({ certificate: 'own' })).toMatchObject({ state: 'on', failure: null });
    expect(office.log.bugs).toEqual([]);
  });

  test('the certificate of the venue is used at once, and phones are told the name that it is good for', async () => {
    await office.save({ on: true });
    const made = await venueCertificate();
    const served = valueOf(
      await office.api['listener.importCertificate']({
        format: 'pem',
        certificates: made.certificates,
        key: made.sealedBy('gate-keeper'),
        passphrase: 'gate-keeper',
      }),
    );
    const { fingerprint256 } = new X509Certificate(made.certificates);
    expect(served).toMatchObject({ kind: 'imported', names: ['gate.venue.example'], fingerprint: fingerprint256 });
    expect(await office.status()).toMatchObject({
      state: 'on',
      settings: { certificate: 'imported' },
      origin: `https://gate.venue.example:${office.port}`,
    });
    expect(await ask(office.port, { as: 'gate.venue.example' })).toMatchObject({
      status: 200,
      fingerprint: fingerprint256,
    });

    const next = await venueCertificate();
    valueOf(await office.api['listener.importCertificate']({ format: 'pem', ...pemOf(next) }));
    expect((await ask(office.port)).fingerprint).toBe(new X509Certificate(next.certificates).fingerprint256);

    await office.save({ certificate: 'own' });
    expect((await office.status()).origin).toBe(`https://${WIFI.address}:${office.port}`);
    await office.save({ certificate: 'imported' });
    expect((await ask(office.port)).fingerprint).toBe(new X509Certificate(next.certificates).fingerprint256);
  });

  test('one in a PFX file is served too, and an RSA key under ciphers that phones know and nobody has broken', async () => {
    await office.save({ on: true });
    const file = readFileSync(PFX, 'base64');
    const { fingerprint } = valueOf(
      await office.api['listener.importCertificate']({ format: 'pfx', file, passphrase: 'gate-keeper' }),
    );
    expect(await ask(office.port)).toMatchObject({ status: 200, fingerprint });
    const offer = async (offered: ConnectionOptions) => {
      const phone = connect({ host: WIFI.address, port: office.port, rejectUnauthorized: false, ...offered });
      await once(phone, 'secureConnect').finally(() => phone.destroy());
    };
    for (const aead of ['AES128-GCM-SHA256', 'AES256-GCM-SHA384', 'CHACHA20-POLY1305']) {
      await offer({ maxVersion: 'TLSv1.2', ciphers: `ECDHE-RSA-${aead}` });
    }
    for (const old of ['ECDHE-RSA-AES128-SHA', 'ECDHE-RSA-AES128-SHA256', 'AES128-GCM-SHA256']) {
      await expect(offer({ maxVersion: 'TLSv1.2', ciphers: old }), old).rejects.toThrow('handshake failure');
    }
    const oldest = offer({ minVersion: 'TLSv1', maxVersion: 'TLSv1.1', ciphers: 'ALL:@SECLEVEL=0' });
    await expect(oldest).rejects.toThrow('protocol version');
  });

  test('one that phones would refuse changes nothing', async () => {
    const before = await office.save({ on: true });
    const [made, other] = [await venueCertificate(), await venueCertificate()];
    const input = { format: 'pem' as const, certificates: made.certificates, key: other.key };
    expect(await office.api['listener.importCertificate'](input)).toEqual({
      ok: false,
      code: 'invalid-input',
      fields: { key: 'certificate-key-mismatch' },
    });
    expect(await office.status()).toEqual(before);
    expect(await ask(office.port)).toMatchObject({ status: 200 });
  });

  test('phones of the venue get the authority from where they are served, under the venue’s name', async () => {
    const told = valueOf(await office.api['listener.authority']({}));
    expect(told.name).toMatch(/^Town Hall [0-9A-F]{4}$/);
    const { certificate } = await office.save({ on: true, certificate: 'authority' });
    expect(certificate).toMatchObject({ kind: 'authority' });
    const crt = await ask(office.port, { path: '/authority.crt' });
    expect(crt).toMatchObject({ status: 200, type: 'application/x-x509-ca-cert' });
    expect(new X509Certificate(crt.text).fingerprint256).toBe(told.fingerprint);
    const profile = await ask(office.port, { path: '/authority.mobileconfig' });
    expect(profile).toMatchObject({ status: 200, type: 'application/x-apple-aspen-config', text: told.mobileconfig });
  });
});

describe.runIf(HAS_MANY_ADDRESSES)('the listener of an office', () => {
  test('an office opens whatever keeps phones out, and says what it is', async () => {
    using temporary = temporaryFolder();
    const { folder } = temporary;
    const port = await freePort();
    const before = await openReadyOffice({ folder, gate: doorIn({ now: [WIFI] }) });
    const { settings } = valueOf(await before.api['listener.status']({}));
    valueOf(await before.api['listener.save']({ ...settings, on: true, port }));
    await before[Symbol.asyncDispose]();
    await expect(ask(port)).rejects.toThrow('ECONNREFUSED');

    const other = createServer().listen(port, WIFI.address);
    await once(other, 'listening');
    await using after = await openTestOffice({ folder, gate: doorIn({ now: [WIFI] }) });
    const api = after.clientOf(before.desk);
    valueOf(await api['session.signIn']({ username: 'admin1', password: 'correct horse battery' }));
    const failure = async () => valueOf(await api['listener.status']({})).failure;
    await expect.poll(failure).toBe('port-in-use');
    other.close();
  });

  test('phones that were left behind by a move are told of until somebody says to forget it, or the next move', async () => {
    await using office = await openGateOffice();
    await office.save({ on: true });
    await joinPhone(office);
    expect((await office.status()).moved).toBeNull();

    office.networks.now = [MOVED];
    office.wait(60_000);
    const at = new Date(office.now()).toISOString();
    const from = `https://${WIFI.address}:${office.port}`;
    expect((await office.save({})).moved).toEqual({ at, from, missing: 1 });

    valueOf(await office.api['listener.forgetMove']({}));
    expect((await office.status()).moved).toBeNull();
    office.wait(60_000);
    await office.save({ desks: true });
    expect((await office.status()).moved).toBeNull();

    office.networks.now = [WIFI];
    office.wait(60_000);
    expect((await office.save({})).moved).toBeNull();
    office.networks.now = [MOVED];
    office.wait(60_000);
    expect((await office.save({})).moved).toMatchObject({ from, missing: 1 });
  });

  test('the settings that were saved are kept, whatever the state', async () => {
    await using office = await openGateOffice();
    expect((await office.status()).settings).toEqual({
      on: false,
      network: null,
      port: 8443,
      certificate: 'own',
      desks: false,
    });
    const saved = await office.save({ network: 'eth7', on: true, desks: true });
    expect(saved).toMatchObject({
      state: 'failed',
      failure: 'network-gone',
      settings: { network: 'eth7', desks: true },
    });
    for (const port of [80, 1023, 65_536]) {
      const reply = await office.api['listener.save']({ ...saved.settings, port });
      expect(reply).toMatchObject({ ok: false, code: 'invalid-input' });
    }
    expect((await office.status()).settings).toEqual(saved.settings);
  });
});

function pemOf({ certificates, key }: { readonly certificates: string; readonly key: string }) {
  return { certificates, key };
}
