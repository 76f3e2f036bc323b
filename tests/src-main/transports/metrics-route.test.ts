import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { contract } from '../../../src-shared/contract/contract';
import { ERROR_CODES } from '../../../src-shared/contract/operation';
import { ADMINISTRATOR, openReadyOffice, sellPass, valueOf } from '../../support/box-office';
import { serveGateFor, serveOverHttps } from '../../support/https-office';
import type { Browser } from '../../support/served-browser';
import { openStaffedOffice } from '../../support/staffed-office';
import { isInFile } from '../../support/test-database';

let office: Awaited<ReturnType<typeof openStaffedOffice>>;
let server: Awaited<ReturnType<typeof serveOverHttps>>;
let administrator: Browser;
beforeAll(async () => {
  office = await openStaffedOffice();
  server = await serveOverHttps(office);
  administrator = server.browser();
  await office.signIn(administrator, 'administrator');
}, 60_000);
afterAll(async () => {
  await server[Symbol.asyncDispose]();
  await office[Symbol.asyncDispose]();
});

/** `epass_x{a="b"} 1` as its name, its labels and its value. */
function samplesOf(text: string) {
  return text
    .split('\n')
    .filter((line) => line !== '' && !line.startsWith('#'))
    .map((line) => {
      const [, name = '', labels = '', value = ''] = /^(\w+)(?:\{(.*)\})? (\S+)$/.exec(line) ?? [];
      return {
        name,
        labels: Object.fromEntries([...labels.matchAll(/(\w+)="([^"]*)"/g)].map(([, key, label]) => [key, label])),
        value: Number(value),
      };
    });
}

describe('GET /metrics', () => {
  test('gives an administrator the figures as Prometheus reads them, and nobody keeps them', async () => {
    await sellPass(office.api);
    const { status, headers, text } = await administrator.send('/metrics');
    expect(status).toBe(200);
    expect(headers).toMatchObject({
      'content-type': 'text/plain; version=0.0.4; charset=utf-8',
      'cache-control': 'no-store',
      'x-content-type-options': 'nosniff',
    });
    const samples = samplesOf(text);
    const valueOf = (name: string, labels: object = {}) =>
      samples.find(
        (one) => one.name === name && Object.entries(labels).every(([key, label]) => one.labels[key] === label),
      )?.value;
    expect(valueOf('epass_operations_total', { operation: 'passes.sell', outcome: 'ok' })).toBeGreaterThan(0);
    expect(valueOf('epass_operation_duration_seconds_count', { operation: 'passes.sell' })).toBeGreaterThan(0);
    expect(valueOf('epass_query_duration_seconds_count')).toBeGreaterThan(0);
    expect(valueOf('epass_commit_duration_seconds_count')).toBeGreaterThan(0);
    expect(valueOf('epass_database_bytes', { part: 'file' })).toBeGreaterThan(0);
    expect(valueOf('epass_passes_sold', { within: 'event' })).toBeGreaterThan(0);
    expect(valueOf('epass_revenue')).toBeGreaterThanOrEqual(549);
    expect(valueOf('epass_sessions')).toBeGreaterThan(0);
    expect(valueOf('epass_notice', { kind: 'clock-back' })).toBe(0);
    expect(samples.filter(({ value }) => Number.isNaN(value))).toEqual([]);
  });

  test('has no other labels than names and codes that are written in the program', async () => {
    const visitor = server.browser();
    await visitor.call('Asha Patel', {});
    await visitor.call('passes.sell', { name1: 'Asha Patel' });
    await visitor.send('/Asha');
    const samples = samplesOf((await administrator.send('/metrics')).text);
    const values = (label: string) => [...new Set(samples.flatMap(({ labels }) => labels[label] ?? []))];
    const known = new Set([...Object.keys(contract), 'unknown']);
    expect(values('operation').filter((name) => !known.has(name))).toEqual([]);
    expect(values('operation')).toContain('unknown');
    const outcomes = new Set<string>(['ok', ...ERROR_CODES]);
    const ofOperations = samples.filter(({ name }) => name === 'epass_operations_total');
    expect(ofOperations.filter(({ labels }) => !outcomes.has(labels['outcome'] ?? ''))).toEqual([]);
    expect([...new Set(samples.flatMap(({ labels }) => Object.keys(labels)))].sort()).toEqual([
      'end',
      'kind',
      'le',
      'operation',
      'outcome',
      'part',
      'quantile',
      ...(isInFile() ? [] : ['state']),
      'within',
    ]);
  });

  test.each([
    ['visitor', 401, 'not-signed-in'],
    ['gate', 403, 'forbidden'],
    ['seller', 403, 'forbidden'],
    ['invited', 403, 'forbidden'],
    ['locked', 423, 'session-locked'],
  ] as const)('tells a caller who is %s nothing', async (role, status, code) => {
    const browser = server.browser();
    await office.signIn(browser, role);
    const answer = await browser.send('/metrics');
    expect(answer.status).toBe(status);
    expect(JSON.parse(answer.text)).toEqual({ ok: false, code });
    expect(answer.headers['cache-control']).toBe('no-store');
  });

  test('is not read by a page of another site, nor written to', async () => {
    const foreign = { 'sec-fetch-site': 'cross-site', 'sec-fetch-mode': 'no-cors' };
    expect((await administrator.send('/metrics', { headers: foreign })).status).toBe(403);
    const post = { method: 'POST', headers: { 'content-type': 'application/json' }, body: '{}' };
    expect((await administrator.send('/metrics', post)).status).toBe(404);
  });

  test('keeps no unattended desk from locking', async () => {
    await using other = await openReadyOffice();
    await using itsServer = await serveOverHttps(other);
    const scraper = itsServer.browser();
    const { username, password } = ADMINISTRATOR;
    valueOf(await scraper.api['session.signIn']({ username, password }));
    other.wait(10 * 60_000);
    expect((await scraper.send('/metrics')).status).toBe(200);
    other.wait(6 * 60_000);
    expect((await scraper.send('/metrics')).status).toBe(423);
  });

  test('is not there for phones, unless desks are let in there too', async () => {
    await using phonesOnly = await serveGateFor(office);
    expect(phonesOnly.routes).not.toContain('GET /metrics');
    await using withDesks = await serveGateFor(office, { desks: true });
    expect(withDesks.routes).toContain('GET /metrics');
    expect((await withDesks.browser().send('/metrics')).status).toBe(401);
    const phone = withDesks.browser();
    await office.signIn(phone, 'device');
    expect((await phone.send('/metrics')).status).toBe(401);
  });
});
