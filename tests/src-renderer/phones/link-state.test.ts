import { describe, expect, test } from 'vitest';
import { linkOf, nextNumber, observe, worthySkew } from '../../../src-renderer/phones/link-state';
import { selfTestLine } from '../../../src-renderer/phones/self-test-line';
import { instant } from '../../support/desk-passes';
import { device } from '../../support/desk-phones';

describe('how a phone is reached', () => {
  test.each([
    [0, 'connected'],
    [6_000, 'connected'],
    [6_001, 'quiet'],
    [120_000, 'quiet'],
    [120_001, 'closed'],
    [null, 'closed'],
  ] as const)('silent for %s ms is %s', (silentMs, link) => {
    expect(linkOf(device(), silentMs)).toBe(link);
  });

  test('a phone that may not scan is that first, and one that has to join again before it is silent', () => {
    expect(linkOf(device({ state: 'revoked', missing: true }), 0)).toBe('revoked');
    expect(linkOf(device({ state: 'expired' }), 0)).toBe('expired');
    expect(linkOf(device({ state: 'paused' }), 0)).toBe('paused');
    expect(linkOf(device({ missing: true }), 0)).toBe('missing');
  });

  test('is dated by the clock of the page, so that another desk may be set differently', () => {
    const OFFICE = Date.parse('2026-11-28T14:00:00Z');
    const seenAt = (text: string) => [device({ lastSeenAt: instant(text) })];
    // The clock of this desk is an hour behind the office's.
    const at = OFFICE - 3_600_000;
    const first = observe({}, seenAt('2026-11-28T14:00:00Z'), at);
    expect(first['d1']?.since).toBe(at);
    const second = observe(first, seenAt('2026-11-28T14:00:02Z'), at + 2_000);
    expect(second['d1']?.since).toBe(at + 2_000);
    expect(observe(second, seenAt('2026-11-28T14:00:02Z'), at + 60_000)['d1']?.since).toBe(at + 2_000);
  });

  test("the first answer is taken at the office's word", () => {
    const at = Date.parse('2026-11-28T14:00:40Z');
    expect(observe({}, [device()], at)['d1']?.since).toBe(at - 40_000);
    expect(observe({}, [device({ lastSeenAt: null })], at)['d1']?.since).toBeNull();
    // Seen for the first time since the office was opened.
    const unseen = observe({}, [device({ lastSeenAt: null })], at);
    expect(observe(unseen, [device()], at + 2_000)['d1']?.since).toBe(at + 2_000);
  });

  test('a clock is worth a word when it is more than two minutes off', () => {
    expect([120_000, -120_000, null].map(worthySkew)).toEqual([null, null, null]);
    expect([120_001, -120_001].map(worthySkew)).toEqual([120_001, -120_001]);
  });
});

test('the next phone gets the first free place, and that of a phone that was signed off', () => {
  const nameOf = (number: number) => `Gate ${number}`;
  const named = (name: string, state: 'active' | 'revoked' = 'active') => device({ name, state });
  expect(nextNumber([], nameOf)).toBe(1);
  expect(nextNumber([named('gate 1'), named('Side door'), named('Gate 3')], nameOf)).toBe(2);
  expect(nextNumber([named('Gate 1', 'revoked')], nameOf)).toBe(1);
});

describe('the line for the table of phones that were tried', () => {
  const tested = (detail: string, browser: string) =>
    device({
      selfTest: {
        at: instant('2026-11-28T14:00:00Z'),
        browser,
        checks: [
          { check: 'camera', result: 'failed', measuredMs: null, detail },
          { check: 'secure-context', result: 'passed', measuredMs: null, detail: '' },
          { check: 'latency', result: 'passed', measuredMs: 23.6, detail: '' },
          { check: 'vibration', result: 'absent', measuredMs: null, detail: '' },
        ],
      },
    });

  test('has every check in the order of the contract', () => {
    expect(selfTestLine(tested('NotAllowedError', 'Safari 18'))).toBe(
      '| 2026-11-28 | iPhone | Safari 18 | yes | – | – | yes, 24 ms | – | no, NotAllowedError | – | – | – | – | absent |',
    );
  });

  test('stays one line with as many cells, whatever a phone says of itself', () => {
    const line = selfTestLine(tested('a|b\n| c', 'x\\| y')) ?? '';
    expect(line).not.toContain('\n');
    expect(line.split(/(?<!\\)(?:\\\\)*\|/)).toHaveLength(16);
  });

  test('is none without a self-test', () => {
    expect(selfTestLine(device())).toBeNull();
  });
});
