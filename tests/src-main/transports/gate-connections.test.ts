import { once } from 'node:events';
import { createServer } from 'node:https';
import { type AddressInfo, connect as connectTcp, type Socket } from 'node:net';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { limitPlaces } from '../../../src-main/transports/connection-places';
import { GATE_LIMITS } from '../../../src-main/transports/gate-limits';
import { openReadyOffice, valueOf } from '../../support/box-office';
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
    // Forty from each address, as many as one may have.
    const socket = kinds[index % kinds.length]?.(gate, `127.0.0.${2 + Math.floor(index / 40)}`);
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

test('whoever takes all places of an address leaves room for the next who asks there', async () => {
  const places = { all: 300, ofOneAddress: 4 };
  await using gate = await serveGateFor(office, { limits: { places } });
  const phone = await pairedPhone(gate);
  const idle = Array.from({ length: 8 }, () => connectTo(gate));
  await Promise.all(idle.map((socket) => Promise.race([once(socket, 'secureConnect'), ended(socket)])));
  await Promise.all(idle.slice(0, 5).map(ended));
  const newcomer = gate.browser();
  newcomer.cookie = phone.cookie;
  await scans(newcomer);
  await scans(phone);
  for (const socket of idle) socket.destroy();
});

test('whoever takes all places there are leaves room, too; a phone that was answered keeps its own', async () => {
  const places = { all: 6, ofOneAddress: 6 };
  await using gate = await serveGateFor(office, { limits: { places } });
  const phone = await pairedPhone(gate);
  const cutOff: Promise<unknown>[] = [];
  for (let last = 2; last < 10; last += 1) {
    const socket = connectTo(gate, `127.0.0.${last}`);
    cutOff.push(ended(socket));
    await Promise.race([once(socket, 'secureConnect'), ended(socket)]);
  }
  await cutOff[0];
  const newcomer = gate.browser('127.0.0.20');
  newcomer.cookie = phone.cookie;
  await scans(newcomer);
  await scans(phone);
  expect(phone.connections()).toBe(1);
});

test('where every place is in use, the next who comes is turned away and nobody else notices', async () => {
  const places = { all: 300, ofOneAddress: 2 };
  await using gate = await serveGateFor(office, { limits: { places } });
  const one = await pairedPhone(gate);
  const other = gate.browser();
  other.cookie = one.cookie;
  await scans(other);
  await expect(gate.browser().send('/gate')).rejects.toThrow(/socket|ECONNRESET|hang up/i);
  await scans(one);
  await scans(other);
  // Another address has places of its own, and a place that was left is free.
  expect((await gate.browser('127.0.0.2').send('/gate')).status).toBe(200);
  other.close();
  await expect
    .poll(
      async () =>
        (
          await gate
            .browser()
            .send('/gate')
            .catch(() => null)
        )?.status,
    )
    .toBe(200);
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
