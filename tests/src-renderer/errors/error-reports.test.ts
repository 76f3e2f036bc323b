import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { createErrorReports } from '../../../src-renderer/errors/error-reports';
import { watchWindow } from '../../../src-renderer/errors/watch-window';
import { healthContract } from '../../../src-shared/contract/health';
import type { Reply } from '../../../src-shared/contract/operation';

const UNREACHABLE = { ok: false, code: 'unreachable' } as const;
let now = 0;
beforeEach(() => {
  now = 1_000;
  vi.useFakeTimers();
});
afterEach(() => void vi.useRealTimers());

/** An office that answers in turn, and with references when it has nothing more to say. */
function reporting(...answers: (Reply<unknown> | Error)[]) {
  const sent: unknown[] = [];
  const reports = createErrorReports({
    call: async (name, input) => {
      expect(name).toBe('health.reportPage');
      sent.push(healthContract['health.reportPage'].input.parse(input));
      const answer = answers.shift() ?? { ok: true, value: { reference: `REF${sent.length}` } };
      if (answer instanceof Error) throw answer;
      return answer;
    },
    home: 'app://desk/',
    now: () => now,
  });
  return { reports, sent };
}

test('the reference is the one that stands in the log', async () => {
  const { reports } = reporting();
  expect(await reports.report(new TypeError('x'), 'page')).toBe('REF1');
});

test('the same error is reported once, whoever reports it', async () => {
  const { reports, sent } = reporting();
  const error = new TypeError('x');
  expect(await reports.report(error, 'window')).toBe('REF1');
  expect(await reports.report(error, 'page')).toBe('REF1');
  expect(sent).toHaveLength(1);
});

test('a lost report is sent again, and given up in the end', async () => {
  const { reports } = reporting(UNREACHABLE, UNREACHABLE);
  const reference = reports.report(new Error('x'), 'page');
  await vi.runAllTimersAsync();
  expect(await reference).toBe('REF3');

  const lost = reporting(UNREACHABLE, UNREACHABLE, UNREACHABLE);
  const nothing = lost.reports.report(new Error('x'), 'page');
  await vi.runAllTimersAsync();
  expect(await nothing).toBeNull();
  expect(lost.sent).toHaveLength(3);
});

test.each([
  ['the office refuses', { ok: false, code: 'not-signed-in' } as const],
  ['something else answers', { ok: true, value: 'hello' } as const],
  ['asking itself fails', new Error('x')],
])('there is no reference where %s', async (_case, answer) => {
  const { reports } = reporting(answer);
  expect(await reports.report(new Error('x'), 'page')).toBeNull();
});

test('an error that comes without end is reported a few times a minute', async () => {
  const { reports, sent } = reporting();
  for (let count = 0; count < 1_000; count++) await reports.report(new Error(String(count)), 'window');
  expect(sent).toHaveLength(5);
  now += 60_000;
  await reports.report(new Error('later'), 'window');
  expect(sent).toHaveLength(6);
});

test('what nobody sees does not use up the turns of a page that stopped', async () => {
  const { reports } = reporting();
  for (let count = 0; count < 10; count++) await reports.report(new Error(String(count)), 'window');
  expect(await reports.report(new Error('page'), 'page')).not.toBeNull();
});

describe('what nobody caught in the window', () => {
  const rejection = (reason: unknown) => Object.assign(new Event('unhandledrejection'), { reason });
  const fire = (event: Event) => {
    // Vitest listens as well, and would call the test failed.
    const stop = (heard: Event) => heard.stopImmediatePropagation();
    window.addEventListener(event.type, stop);
    window.dispatchEvent(event);
    window.removeEventListener(event.type, stop);
  };

  test('is reported, whether it was thrown or rejected, until the page is gone', () => {
    const { reports, sent } = reporting();
    const end = watchWindow(window, reports);
    fire(new ErrorEvent('error', { error: new RangeError('x') }));
    fire(rejection(new SyntaxError('x')));
    fire(rejection('x'));
    expect(sent).toMatchObject([{ kind: 'RangeError' }, { kind: 'SyntaxError' }, { kind: 'thrown string' }]);
    end();
    fire(new ErrorEvent('error', { error: new RangeError('y') }));
    expect(sent).toHaveLength(3);
  });

  test('is left alone where a browser only remarks on a layout or a foreign script', () => {
    const { reports, sent } = reporting();
    const end = watchWindow(window, reports);
    fire(new ErrorEvent('error', { message: 'ResizeObserver loop completed with undelivered notifications.' }));
    expect(sent).toEqual([]);
    end();
  });
});
