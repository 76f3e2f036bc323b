import { expect, test, vi } from 'vitest';
import type { Connection } from '../../../src-main/caller';
import { serveIpc } from '../../../src-main/transports/ipc';
import { connection } from '../../support/box-office';
import { fakeIpcMain } from '../../support/transports';

const dispatch = vi.fn(async () => ({ ok: true, value: 'reached' }) as const);

function openWindow(connectionOf: (event: unknown) => Connection | null = () => connection()) {
  const window = fakeIpcMain();
  dispatch.mockClear();
  serveIpc<unknown>(window, dispatch, connectionOf);
  return window.caller({});
}

test('a frame that is not our window’s own is refused, and hears nothing of what exists', async () => {
  const call = openWindow(() => null);
  expect(await call('office.status', {})).toEqual({ ok: false, code: 'forbidden' });
  expect(await call('no.such', {})).toEqual({ ok: false, code: 'forbidden' });
  expect(dispatch).not.toHaveBeenCalled();
});

test.each([[null], [7], [{ toString: 'office.status' }], [['office.status']], [undefined]])(
  'a name that is no text is no operation: %j',
  async (name) => {
    expect(await openWindow()(name as never, {})).toEqual({ ok: false, code: 'unknown-operation' });
    expect(dispatch).not.toHaveBeenCalled();
  },
);

test.each([
  ['text beyond the largest file', 'x'.repeat(20_600_000)],
  ['many texts that are too much together', Array.from({ length: 3 }, () => 'x'.repeat(7_000_000))],
  ['more parts than any form has', Array.from({ length: 20_000 }, () => 0)],
  ['a buffer', { csv: new Uint8Array(8) }],
  ['a map', new Map([['a', 1]])],
  ['something that contains itself', containsItself()],
])('an input no page of ours would send is refused: %s', async (_case, input) => {
  expect(await openWindow()('exchange.inspect', input)).toEqual({ ok: false, code: 'invalid-input' });
  expect(dispatch).not.toHaveBeenCalled();
});

test('the largest file that may be imported gets through', async () => {
  expect(await openWindow()('exchange.inspect', { csv: 'x'.repeat(20_000_000) })).toEqual({
    ok: true,
    value: 'reached',
  });
});

function containsItself(): object {
  const circle: { self?: object } = {};
  circle.self = circle;
  return circle;
}
