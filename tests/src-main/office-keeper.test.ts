import path from 'node:path';
import { expect, test } from 'vitest';
import { ExpectedError } from '../../src-main/expected-error';
import { createOfficeKeeper, type KeptOffice, type Replace } from '../../src-main/office-keeper';
import type { GateDoor } from '../../src-main/transports/gate-door';
import { connection, openReadyOffice, sellPass, testLog, valueOf } from '../support/box-office';
import { serveGateFor, serveOverHttps } from '../support/https-office';
import { later } from '../support/later';
import { listen } from '../support/phones';
import { openBrowser } from '../support/served-browser';
import { passesIn, signIn } from './restore/restorable';

/** An office that answers with its number; `slow` waits until it is let go. */
function numberedOffices() {
  const log = testLog();
  const opened: number[] = [];
  const closed: number[] = [];
  const slow = later<void>();
  const reached = later<void>();
  let failing = 0;
  let replace: Replace | undefined;
  async function open(_kept: unknown, itsReplace: Replace): Promise<KeptOffice> {
    replace = itsReplace;
    if (failing > 0) {
      failing -= 1;
      throw new Error('cannot be opened');
    }
    const number = opened.push(opened.length + 1);
    return {
      async dispatch(name) {
        if (name === 'slow') {
          reached.resolve();
          await slow.promise;
        }
        if (closed.includes(number)) return { ok: false, code: 'internal' };
        return { ok: true, value: number };
      },
      settings: { eventOrNull: () => null },
      close: async () => void closed.push(number),
    };
  }
  return {
    log,
    opened,
    closed,
    slow,
    reached,
    open,
    failNext: (times: number) => {
      failing = times;
    },
    replace: <T>(put: () => Promise<T>, takeBack = () => Promise.resolve()): Promise<T> => {
      if (!replace) throw new Error('nothing was opened');
      return replace({ put, takeBack, unusable: 'backup-unusable' });
    },
  };
}

const at = connection();

/** A computer in one network, whose address stays. */
const NETWORK = {
  networks: () => [{ network: 'hotspot', address: '192.168.137.1', kind: 'hotspot' } as const],
  hostname: 'till',
  every: () => () => undefined,
};

test('calls that come while the event is replaced wait, and the new office answers them', async () => {
  const offices = numberedOffices();
  const keeper = await createOfficeKeeper({ open: offices.open, rescue: null, log: offices.log });
  expect(await keeper.dispatch('any', {}, at)).toEqual({ ok: true, value: 1 });
  const put = later<string>();
  const begun = later<void>();
  const replacing = offices.replace(() => {
    begun.resolve();
    return put.promise;
  });
  await begun.promise;
  expect(offices.closed).toEqual([1]);
  const call = keeper.dispatch('any', {}, at);
  put.resolve('done');
  expect(await replacing).toBe('done');
  expect(await call).toEqual({ ok: true, value: 2 });
  await keeper.close();
  expect(offices.closed).toEqual([1, 2]);
});

test('a call that is under way ends before its office is closed', async () => {
  const offices = numberedOffices();
  const keeper = await createOfficeKeeper({ open: offices.open, rescue: null, log: offices.log });
  // The restore itself is a call of the office that it closes.
  const slow = keeper.dispatch('slow', {}, at);
  const other = keeper.dispatch('slow', {}, at);
  await offices.reached.promise;
  const replacing = offices.replace(() => Promise.resolve(offices.closed.length));
  expect(offices.closed).toEqual([]);
  offices.slow.resolve();
  expect(await slow).toEqual({ ok: true, value: 1 });
  expect(await other).toEqual({ ok: true, value: 1 });
  expect(await replacing).toBe(1);
});

test('of two replacements at once the second is refused', async () => {
  const offices = numberedOffices();
  await createOfficeKeeper({ open: offices.open, rescue: null, log: offices.log });
  const put = later<void>();
  const first = offices.replace(() => put.promise);
  await expect(offices.replace(() => Promise.resolve())).rejects.toMatchObject({ code: 'conflict' });
  put.resolve();
  await first;
  await offices.replace(() => Promise.resolve());
  expect(offices.opened).toEqual([1, 2, 3]);
});

test('what could not be replaced is open again, and the reason is told', async () => {
  const offices = numberedOffices();
  const keeper = await createOfficeKeeper({ open: offices.open, rescue: null, log: offices.log });
  const refused = new ExpectedError('disk-full');
  await expect(offices.replace(() => Promise.reject(refused))).rejects.toBe(refused);
  expect(await keeper.dispatch('any', {}, at)).toEqual({ ok: true, value: 2 });
});

test('where the new event cannot be opened, the old one is put back and opened', async () => {
  const offices = numberedOffices();
  const keeper = await createOfficeKeeper({ open: offices.open, rescue: null, log: offices.log });
  const steps: string[] = [];
  const put = async () => {
    steps.push('put');
    offices.failNext(1);
  };
  const takeBack = async () => void steps.push('taken back');
  await expect(offices.replace(put, takeBack)).rejects.toMatchObject({ code: 'backup-unusable' });
  expect(steps).toEqual(['put', 'taken back']);
  expect(await keeper.dispatch('any', {}, at)).toEqual({ ok: true, value: 2 });
  expect(offices.log.bugs).toHaveLength(1);
});

test('when neither can be opened, every call is still answered', async () => {
  const offices = numberedOffices();
  const keeper = await createOfficeKeeper({ open: offices.open, rescue: null, log: offices.log });
  const put = async () => offices.failNext(2);
  await expect(offices.replace(put)).rejects.toMatchObject({ code: 'backup-unusable' });
  expect(await keeper.dispatch('any', {}, at)).toEqual({ ok: false, code: 'storage-failed' });
  expect(keeper.problem()).toBeInstanceOf(Error);
});

test('without an event there is a rescue where one is offered, and the error where none is', async () => {
  const offices = numberedOffices();
  offices.failNext(1);
  await expect(createOfficeKeeper({ open: offices.open, rescue: null, log: offices.log })).rejects.toThrow('cannot be');
  offices.failNext(1);
  const rescue = (): KeptOffice => ({
    dispatch: () => Promise.resolve({ ok: true, value: 'rescue' }),
    settings: { eventOrNull: () => null },
    close: async () => undefined,
  });
  const keeper = await createOfficeKeeper({ open: offices.open, rescue, log: offices.log });
  expect(keeper.problem()).toBeInstanceOf(Error);
  expect(await keeper.dispatch('any', {}, at)).toEqual({ ok: true, value: 'rescue' });
  await offices.replace(() => Promise.resolve());
  expect(keeper.problem()).toBeNull();
  expect(await keeper.dispatch('any', {}, at)).toEqual({ ok: true, value: 1 });
});

test('a desk in a browser restores over its own connection, at an address that stays', async () => {
  await using office = await openReadyOffice();
  await using server = await serveOverHttps(office);
  const browser = server.browser();
  await signIn(browser.api);
  const { id } = valueOf(await browser.api['backups.make']({}));
  const { passId } = await sellPass(browser.api);
  expect(valueOf(await browser.api['restore.apply']({ id }))).toMatchObject({ holds: { passes: 1 } });
  expect(await browser.api['passTypes.list']({})).toEqual({ ok: false, code: 'not-signed-in' });
  await signIn(browser.api);
  expect(valueOf(await browser.api['passes.get']({ passId })).pass.passId).toBe(passId);
}, 120_000);

test('a desk elsewhere hears what became of its restore from the server that ends with it', async () => {
  const servers: Awaited<ReturnType<typeof serveGateFor>>[] = [];
  const gate: GateDoor = {
    ...NETWORK,
    async serve(office) {
      const server = await serveGateFor(office, { desks: true });
      servers.push(server);
      return server;
    },
  };
  await using office = await openReadyOffice({ gate });
  await listen(office);
  const browserAt = (server = servers.at(-1)) =>
    openBrowser({ origin: server?.origin ?? '', ca: server?.certificate.cert ?? '', page: 'call' });
  const browser = browserAt();
  await signIn(browser.api);
  const { id } = valueOf(await browser.api['backups.make']({}));
  await sellPass(browser.api);
  expect(valueOf(await browser.api['restore.apply']({ id }))).toMatchObject({ holds: { passes: 1 } });

  await signIn(office.api);
  await listen(office);
  expect(servers).toHaveLength(2);
  const again = browserAt();
  await signIn(again.api);
  for (const one of [browser, again]) one.close();
  for (const server of servers) await server[Symbol.asyncDispose]();
}, 120_000);

test('phones are served again at the same place by the office that is open after a restore', async () => {
  const served: { port: number; closed: boolean }[] = [];
  const gate: GateDoor = {
    ...NETWORK,
    async serve(office, { port }) {
      const one = { port, closed: false };
      served.push(one);
      // What phones ask goes to whichever event is open.
      expect(await office.dispatch('gate.status', {}, connection('gate'))).toMatchObject({ ok: true });
      return { port, routes: [], close: async () => void (one.closed = true) };
    },
  };
  await using office = await openReadyOffice({ gate });
  await listen(office);
  const { id } = valueOf(await office.api['backups.make']({}));
  valueOf(await office.api['restore.apply']({ id }));
  await signIn(office.api);
  // Asking the listener to be as it is waits until it is.
  await listen(office);
  expect(served.map(({ closed }) => closed)).toEqual([true, false]);
  expect(new Set(served.map(({ port }) => port)).size).toBe(1);
}, 120_000);

test('sales that come while the event is replaced are all in one of the two, as they were answered', async () => {
  await using office = await openReadyOffice();
  const { api, folder } = office;
  const { id } = valueOf(await api['backups.make']({}));
  valueOf(await api['restore.try']({ id }));
  const sales = Array.from({ length: 30 }, (_, number) =>
    api['passes.sell']({
      saleId: crypto.randomUUID(),
      passType: 'SINGLE',
      name1: `Late ${number}`,
      phone1: `97654${String(number).padStart(5, '0')}`,
      paymentMode: 'CASH',
    }),
  );
  const restored = api['restore.apply']({ id });
  const replies = await Promise.all(sales);
  valueOf(await restored);
  const acknowledged = replies.filter((reply) => reply.ok).map((reply) => valueOf(reply).passId);
  expect(acknowledged.length).toBeGreaterThan(0);
  expect(passesIn(path.join(folder, 'epass.db'))).toEqual(acknowledged.sort());
}, 120_000);
