import { once } from 'node:events';
import { createServer } from 'node:net';
import { describe, expect, test } from 'vitest';
import { type Serve } from '../../../src-main/listener/serve-at';
import { temporaryFolder } from '../../support/box-office';
import { later } from '../../support/later';
import { CABLE, freePort, HAS_MANY_ADDRESSES, openListening, serveForReal, shownAt, WIFI } from './listening';

const MOVED = { ...WIFI, address: '127.0.0.3' };
const DAY = 24 * 60 * 60_000;

describe.runIf(HAS_MANY_ADDRESSES)('the listener', () => {
  test('it is off until it is turned on, and then listens at the address of its network and no other', async () => {
    await using listening = await openListening();
    const port = await freePort();
    listening.start();
    expect(listening.status()).toMatchObject({ state: 'off', failure: null, origin: null, certificate: null });
    expect(listening.isLooking()).toBe(false);

    await listening.save({ on: true, port });
    expect(listening.status()).toMatchObject({
      state: 'on',
      address: WIFI.address,
      origin: `https://${WIFI.address}:${port}`,
      networks: [WIFI],
    });
    expect(listening.lookedEvery()).toBeLessThanOrEqual(3_000);
    await shownAt(WIFI.address, port);
    await expect(shownAt('127.0.0.1', port)).rejects.toThrow('ECONNREFUSED');
    await expect(shownAt(MOVED.address, port)).rejects.toThrow('ECONNREFUSED');

    await listening.save({ on: false });
    expect(listening.status()).toMatchObject({ state: 'off', address: null, origin: null, certificate: null });
    expect(listening.isLooking()).toBe(false);
    await expect(shownAt(WIFI.address, port)).rejects.toThrow('ECONNREFUSED');
  });

  test('it follows a new address of its network with the same key, and keeps a certificate that is good for it', async () => {
    await using listening = await openListening();
    const port = await freePort();
    await listening.save({ on: true, port });
    const first = await shownAt(WIFI.address, port);

    listening.has([MOVED]);
    await listening.look();
    expect(listening.status()).toMatchObject({ state: 'on', origin: `https://${MOVED.address}:${port}` });
    await expect(shownAt(WIFI.address, port)).rejects.toThrow('ECONNREFUSED');
    const second = await shownAt(MOVED.address, port);
    expect(second.fingerprint256).not.toBe(first.fingerprint256);
    expect(second.pubkey).toEqual(first.pubkey);

    // The second knows the address of the first, so that phones which come back are not warned once more.
    listening.has([WIFI]);
    await listening.look();
    expect((await shownAt(WIFI.address, port)).fingerprint256).toBe(second.fingerprint256);
  });

  test('after a restart it listens again with the same certificate', async () => {
    using temporary = temporaryFolder();
    const { folder } = temporary;
    const port = await freePort();
    const before = await openListening({ folder });
    await before.save({ on: true, port });
    const certificate = await shownAt(WIFI.address, port);
    await before[Symbol.asyncDispose]();
    await expect(shownAt(WIFI.address, port)).rejects.toThrow('ECONNREFUSED');

    await using after = await openListening({ folder });
    after.start();
    expect(after.status()).toMatchObject({ state: 'starting', origin: null });
    await expect.poll(() => after.status().state).toBe('on');
    expect((await shownAt(WIFI.address, port)).raw.equals(certificate.raw)).toBe(true);
  });

  test('a port that somebody else has is said, and taken as soon as it is free', async () => {
    await using listening = await openListening();
    const port = await freePort();
    const other = createServer().listen(port, WIFI.address);
    await once(other, 'listening');

    await listening.save({ on: true, port });
    expect(listening.status()).toMatchObject({ state: 'failed', failure: 'port-in-use', address: null, origin: null });
    await listening.look();
    expect(listening.log.lines).toHaveLength(1);

    other.close();
    await once(other, 'close');
    await listening.look();
    expect(listening.status()).toMatchObject({ state: 'on', failure: null });
    await shownAt(WIFI.address, port);
    expect(listening.log.bugs).toEqual([]);
  });

  test('a computer without a network says so, and phones are served once there is one', async () => {
    await using listening = await openListening();
    listening.has([]);
    await listening.save({ on: true, port: await freePort() });
    expect(listening.status()).toMatchObject({ state: 'failed', failure: 'no-network', networks: [] });
    listening.has([WIFI]);
    await listening.look();
    expect(listening.status()).toMatchObject({ state: 'on', address: WIFI.address });
  });

  test('a network that went away is said at once, and phones find it where it was when it is back', async () => {
    await using listening = await openListening();
    const port = await freePort();
    await listening.save({ on: true, port });
    listening.has([CABLE]);
    await listening.look();
    expect(listening.status()).toMatchObject({ state: 'failed', failure: 'network-gone', origin: null });
    await expect(shownAt(WIFI.address, port)).rejects.toThrow('ECONNREFUSED');
    listening.has([CABLE, WIFI]);
    await listening.look();
    expect(listening.status()).toMatchObject({ state: 'on', address: WIFI.address });
  });

  test('phones move to another network when theirs stays away, unless it was chosen by name', async () => {
    await using listening = await openListening();
    await listening.save({ on: true, port: await freePort() });
    listening.has([CABLE]);
    for (let looks = 0; looks < 5; looks += 1) {
      await listening.look();
      expect(listening.status().failure).toBe('network-gone');
    }
    await listening.look();
    expect(listening.status()).toMatchObject({ state: 'on', address: CABLE.address });

    await listening.save({ network: WIFI.network });
    for (let looks = 0; looks < 10; looks += 1) await listening.look();
    expect(listening.status()).toMatchObject({ state: 'failed', failure: 'network-gone' });
  });

  test('phones that are served on one network stay there when a likelier one appears', async () => {
    await using listening = await openListening();
    listening.has([CABLE]);
    await listening.save({ on: true, port: await freePort() });
    listening.has([WIFI, CABLE]);
    await listening.look();
    expect(listening.status().address).toBe(CABLE.address);
    await listening.save({ network: WIFI.network });
    expect(listening.status().address).toBe(WIFI.address);
  });

  test('of several changes at once the last one holds', async () => {
    const started: number[] = [];
    await using listening = await openListening({
      serve: (at) => {
        started.push(at.port);
        return serveForReal(at);
      },
    });
    const [one, two, three] = [await freePort(), await freePort(), await freePort()];
    await Promise.all([
      listening.save({ on: true, port: one }),
      listening.save({ on: true, port: two }),
      listening.save({ on: true, port: three }),
    ]);
    expect(started).toEqual([one, two, three]);
    expect(listening.status()).toMatchObject({ state: 'on', settings: { port: three } });
    await shownAt(WIFI.address, three);
    for (const port of [one, two]) await expect(shownAt(WIFI.address, port)).rejects.toThrow('ECONNREFUSED');
  });

  test('a change that concerns nothing leaves the connections of phones alone', async () => {
    const started: number[] = [];
    await using listening = await openListening({
      serve: (at) => {
        started.push(at.port);
        return serveForReal(at);
      },
    });
    const port = await freePort();
    await listening.save({ on: true, port });
    await listening.save({ on: true, port });
    await listening.look();
    expect(started).toHaveLength(1);
    await listening.save({ desks: true });
    expect(started).toHaveLength(2);
  });

  test('closing waits for a start that is under way, and leaves nobody listening', async () => {
    const held = later<void>();
    const serve: Serve = async (at) => {
      await held.promise;
      return serveForReal(at);
    };
    const listening = await openListening({ serve });
    const port = await freePort();
    const saving = listening.save({ on: true, port });
    const closing = listening[Symbol.asyncDispose]();
    held.resolve();
    await Promise.all([saving, closing]);
    expect(listening.isLooking()).toBe(false);
    await expect(shownAt(WIFI.address, port)).rejects.toThrow('ECONNREFUSED');
  });

  test('what nobody foresaw is written down once, and tried again', async () => {
    let broken = true;
    await using listening = await openListening({
      serve: (at) => (broken ? Promise.reject(new Error('no pages are built')) : serveForReal(at)),
    });
    await listening.save({ on: true, port: await freePort() });
    await listening.look();
    expect(listening.status()).toMatchObject({ state: 'failed', failure: 'not-permitted' });
    expect(listening.log.bugs).toHaveLength(1);
    broken = false;
    await listening.look();
    expect(listening.status().state).toBe('on');
  });

  test('a system that refuses, and an address that is gone between two looks, are said for what they are', async () => {
    let code = 'EACCES';
    await using listening = await openListening({
      serve: () => Promise.reject(Object.assign(new Error(code), { code })),
    });
    await listening.save({ on: true });
    expect(listening.status().failure).toBe('not-permitted');
    code = 'EADDRNOTAVAIL';
    await listening.look();
    expect(listening.status().failure).toBe('network-gone');
    expect(listening.log.bugs).toEqual([]);
  });

  test('a certificate that runs out while phones are served is made anew under their eyes', async () => {
    await using listening = await openListening();
    const port = await freePort();
    await listening.save({ on: true, port });
    const first = await shownAt(WIFI.address, port);
    listening.wait(395 * DAY);
    await listening.look();
    expect((await shownAt(WIFI.address, port)).fingerprint256).toBe(first.fingerprint256);
    listening.wait(2 * DAY);
    await listening.look();
    const second = await shownAt(WIFI.address, port);
    expect(second.fingerprint256).not.toBe(first.fingerprint256);
    expect(second.pubkey).toEqual(first.pubkey);
  });
});
