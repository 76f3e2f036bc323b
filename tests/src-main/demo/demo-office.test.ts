import { afterAll, beforeAll, expect, test } from 'vitest';
import { openDemoOffice } from '../../../src-main/demo/demo-office';
import { openMachine } from '../../../src-main/machine/open-machine';
import { createClient } from '../../../src-shared/client';
import {
  BACKUP_WORKER,
  CHECKPOINT_WORKER,
  connection,
  NO_GATE,
  TEST_BEGINS,
  testLog,
  valueOf,
} from '../../support/box-office';

const log = testLog();
let demo: Awaited<ReturnType<typeof openDemoOffice>>;
const api = createClient((name, input) => demo.office.dispatch(name, input, desk));
const desk = connection();

beforeAll(async () => {
  demo = await openDemoOffice({
    now: () => TEST_BEGINS,
    log,
    checkpointWorker: CHECKPOINT_WORKER,
    backupWorker: BACKUP_WORKER,
    gate: NO_GATE,
    desktop: null,
    dialogs: null,
    machineOf: (folder) => openMachine(folder, '0.1.0'),
    version: '0.0.0-test',
  });
  const { username, password } = demo.signIns[0] ?? { username: '', password: '' };
  valueOf(await api['session.signIn']({ username, password }));
}, 60_000);
afterAll(() => demo.office.close());

test('the demo has 500 passes, some of them cancelled, and 180 admissions with refusals of several kinds', async () => {
  const figures = valueOf(await api['reports.dashboard']({}));
  expect(figures).toMatchObject({ sold: 495, cancelled: 5, admitted: 180 });
  expect(figures.inside).toBeGreaterThan(200);
  expect(Object.fromEntries(figures.refusals.map(({ reason, count }) => [reason, count]))).toMatchObject({
    'already-used': 10,
    cancelled: 2,
    invalid: 4,
  });
  expect(figures.byPassType.every(({ passes }) => passes > 20)).toBe(true);
});

test('everything in the demo happened within the hours before it was opened', async () => {
  const { passes } = valueOf(
    await api['passes.search']({ filter: {}, sort: 'createdAt', descending: false, page: 0, pageSize: 1 }),
  );
  const [oldest] = passes;
  expect(TEST_BEGINS - Date.parse(oldest?.createdAt ?? '')).toBeLessThanOrEqual(7 * 60 * 60_000);
  const scans = valueOf(await api['scans.recent']({ limit: 200 }));
  const ages = scans.map(({ at }) => (TEST_BEGINS - Date.parse(at)) / 60_000);
  expect(Math.min(...ages)).toBeGreaterThanOrEqual(0);
  expect(Math.max(...ages)).toBeLessThanOrEqual(120);
});

test('each demo sign-in works, with a password that nobody can know beforehand', async () => {
  expect(demo.signIns.map(({ role }) => role)).toEqual(['administrator', 'seller', 'gate']);
  for (const { username, password, role } of demo.signIns) {
    expect(password).toMatch(/^([0-9a-z]{4}-){3}[0-9a-z]{4}$/);
    const signIn = await demo.office.dispatch('session.signIn', { username, password }, connection());
    expect(signIn).toMatchObject({ ok: true, value: { role, state: 'active' } });
  }
  expect(new Set(demo.signIns.map(({ password }) => password)).size).toBe(3);
});

test('a page is told that this is a demo, and nothing went wrong while it was made', async () => {
  expect(valueOf(await api['office.status']({}))).toMatchObject({ demo: true, stage: 'open', keys: 'ready' });
  expect(log.bugs).toEqual([]);
});

test('a demo can be restored like any event, and goes on signing and admitting', async () => {
  const { id } = valueOf(await api['backups.make']({}));
  valueOf(await api['restore.apply']({ id }));
  const { username, password } = demo.signIns[0] ?? { username: '', password: '' };
  valueOf(await api['session.signIn']({ username, password }));
  expect(valueOf(await api['office.status']({}))).toMatchObject({ demo: true, stage: 'open', keys: 'ready' });
  expect(log.bugs).toEqual([]);
}, 60_000);
