import { once } from 'node:events';
import { createServer } from 'node:https';
import { type AddressInfo, connect as connectTcp, type Socket } from 'node:net';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { limitPlaces } from '../../../src-main/transports/connection-places';
import { GATE_LIMITS } from '../../../src-main/transports/gate-limits';
import { ADMINISTRATOR, openReadyOffice, valueOf } from '../../support/box-office';
import { serveGateFor } from '../../support/https-office';
import { pair } from '../../support/phones';
import { connectTo } from '../../support/raw-request';
import type { Browser } from '../../support/served-browser';

let office: Awaited<ReturnType<typeof openReadyOffice>>;
beforeAll(async () => {
  office = await openReadyOffice();
}, 60_000);
afterAll(() => office[Symbol.asyncDispose]());

type Gate = Awaited<ReturnType<typeof serveGateFor>>;

/** What a client may do to take up a place for as long as it can. */
const SLOW: Readonly<Record<string, (gate: Gate, from: string) => Socket>> = {
  'never shakes hands': (gate, from) => connectTcp({ port: gate.port, host: '127.0.0.1', localAddress: from }),
  'never asks': (gate, from) => connectTo(gate, from),
  'never ends its head': (gate, from) => {
    const socket = connectTo(gate, from);
    socket.write(`GET /gate HTTP/1.1\r\nHost: 127.0.0.1:${gate.port}\r\nX-Slow:`);
    return socket;
  },
  'never ends its body': (gate, from) => {
    const host = `127.0.0.1:${gate.port}`;
    const socket = connectTo(gate, from);
    socket.write(
      `POST /api/gate/gate.status HTTP/1.1\r\nHost: ${host}\r\nOrigin: https://${host}\r\nX-Box-Office: 1\r\nContent-Type: application/json\r\nContent-Length: 20\r\n\r\n{`,
    );
    return socket;
  },
};

test('two hundred clients that are slow in every way are cut off, and phones scan beside them', async () => {
  await using gate = await serveGateFor(office, { limits: { places: GATE_LIMITS.places } });
  const phone = await pairedPhone(gate);
  const kinds = Object.values(SLOW);
  const cutOff = Array.from({ length: 200 }, (_, index) => {
    // Half of them take all the places of one address, the others come from everywhere.
    const socket = kinds[index % kinds.length]?.(gate, index < 100 ? '127.0.0.2' : `127.0.0.${index}`);
    if (!socket) throw new Error('a way to be slow is missing');
    return ended(socket);
  });
  let isOver = false;
  const all = Promise.all(cutOff).finally(() => {
    isOver = true;
  });
  // A phone that was there before, and each time one that comes anew.
  do {
    await scans(phone);
    const newcomer = gate.browser();
    newcomer.cookie = phone.cookie;
    await scans(newcomer);
    newcomer.close();
  } while (!isOver);
  await all;
}, 60_000);

/** What a stranger may do to look busy: nothing, ask for the page, or ask how it stands under a cookie that it made up. */
const STRANGERS: Readonly<Record<string, (stranger: Browser) => Promise<unknown>>> = {
  'have asked for the page': (stranger) => stranger.send('/gate'),
  'have made cookies up': (stranger) => {
    stranger.cookie = `__Host-epass-gate=${'A'.repeat(43)}`;
    return stranger.api['gate.status']({});
  },
};

test.each(Object.entries(STRANGERS))(
  'strangers who %s push out each other and no phone, whether at its address or elsewhere',
  async (_case, ask) => {
    await using gate = await serveGateFor(office, { limits: { places: { all: 6, ofOneAddress: 4 } } });
    const phone = await pairedPhone(gate);
    for (let one = 0; one < 6; one += 1) await ask(gate.browser());
    for (let last = 2; last < 10; last += 1) await ask(gate.browser(`127.0.0.${last}`));
    const newcomer = gate.browser();
    newcomer.cookie = phone.cookie;
    await scans(newcomer);
    await scans(phone);
    expect(phone.connections()).toBe(1);
  },
);

test('silent connections make room for the next who asks, the one that has waited longest first', async () => {
  await using gate = await serveGateFor(office, { limits: { places: { all: 6, ofOneAddress: 3 } } });
  const phone = await pairedPhone(gate);
  const silent: Socket[] = [];
  for (const from of ['127.0.0.1', '127.0.0.1', '127.0.0.1', '127.0.0.2', '127.0.0.3', '127.0.0.4', '127.0.0.5']) {
    const socket = connectTo(gate, from);
    await once(socket, 'secureConnect');
    silent.push(socket);
  }
  // The third at the phone's address pushed out the first, the last of all the second.
  await Promise.all(silent.slice(0, 2).map(ended));
  expect(silent.map(({ closed }) => closed)).toEqual([true, true, false, false, false, false, false]);
  await scans(phone);
  expect(phone.connections()).toBe(1);
  for (const socket of silent) socket.destroy();
});

test.each([
  ['at an address', { all: 300, ofOneAddress: 2 }, '127.0.0.1'],
  ['that there is', { all: 2, ofOneAddress: 2 }, '127.0.0.2'],
])(
  'where phones have every place %s, the next who comes is turned away and no phone notices',
  async (_case, places, from) => {
    await using gate = await serveGateFor(office, { limits: { places } });
    const one = await pairedPhone(gate);
    const other = gate.browser(from);
    other.cookie = one.cookie;
    await scans(other);
    const next = () => gate.browser(from).send('/gate');
    await expect(next()).rejects.toThrow(/socket|ECONNRESET|hang up/i);
    await scans(one);
    await scans(other);
    expect([one.connections(), other.connections()]).toEqual([1, 1]);
    // A place that was left is free.
    other.close();
    await expect
      .poll(() =>
        next().then(
          ({ status }) => status,
          () => 0,
        ),
      )
      .toBe(200);
  },
);

test('each address has places of its own', async () => {
  await using gate = await serveGateFor(office, { limits: { places: { all: 300, ofOneAddress: 1 } } });
  const phone = await pairedPhone(gate);
  await expect(gate.browser().send('/gate')).rejects.toThrow();
  expect((await gate.browser('127.0.0.2').send('/gate')).status).toBe(200);
  await scans(phone);
});

test('a desk in a browser keeps its place as a phone does', async () => {
  await using gate = await serveGateFor(office, { desks: true, limits: { places: { all: 300, ofOneAddress: 2 } } });
  const desk = gate.browser();
  const headers = { 'content-type': 'application/json', origin: gate.origin, 'x-box-office': '1' };
  const call = (name: string, body: unknown) =>
    desk.send(`/api/call/${name}`, { method: 'POST', headers, body: JSON.stringify(body) });
  const { username, password } = ADMINISTRATOR;
  expect((await call('session.signIn', { username, password })).status).toBe(200);
  for (let one = 0; one < 4; one += 1) await gate.browser().send('/gate');
  expect((await call('passTypes.list', {})).status).toBe(200);
  expect(desk.connections()).toBe(1);
});

test('connections that browsers open in advance do not hold up closing', async () => {
  await using gate = await serveGateFor(office);
  // As patient as a server can be, so that only what is tested ends a silent connection.
  const patient = createServer({ ...gate.certificate, headersTimeout: 0, requestTimeout: 0 }, (_request, response) => {
    response.write('not the end');
  });
  const connections = limitPlaces(patient, GATE_LIMITS.places);
  patient.listen(0, '127.0.0.1');
  await once(patient, 'listening');
  const { port } = patient.address() as AddressInfo;
  const silent = connectTo({ port, certificate: gate.certificate });
  const asking = connectTo({ port, certificate: gate.certificate });
  await once(silent, 'secureConnect');
  asking.write('GET / HTTP/1.1\r\nHost: a\r\n\r\n');
  await once(asking, 'data');

  const silentEnds = ended(silent);
  const closed = new Promise((resolve) => patient.close(resolve));
  connections.closeSilent();
  await silentEnds;
  expect(asking.destroyed).toBe(false);
  asking.destroy();
  await closed;
});

async function pairedPhone(gate: Gate): Promise<Browser> {
  const phone = gate.browser();
  await pair(office, phone, { name: `Beside ${gate.port}` });
  expect(valueOf(await phone.api['gate.status']({}))).toMatchObject({ state: 'device' });
  return phone;
}

async function scans(phone: Browser): Promise<void> {
  const outcome = valueOf(await phone.api['gate.scan']({ scanId: crypto.randomUUID(), code: 'no pass' }));
  expect(outcome).toMatchObject({ status: 'refused', reason: 'invalid' });
}

function ended(socket: Socket): Promise<unknown> {
  socket.on('error', () => undefined).resume();
  return socket.destroyed ? Promise.resolve() : once(socket, 'close');
}
