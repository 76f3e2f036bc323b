import { expect, test } from 'vitest';
import { createScanQueue } from '../../../src-renderer/scanner/scan-queue';
import type { ScanAnswer } from '../../../src-renderer/scanner/verdict-types';
import { toInstant } from '../../../src-shared/instant';

const INVALID: ScanAnswer = {
  ok: true,
  value: { status: 'refused', reason: 'invalid', at: toInstant(0), pass: null, firstAdmission: null },
};
const LOST: ScanAnswer = { ok: false, code: 'unreachable' };
const LOCKED: ScanAnswer = { ok: false, code: 'keys-locked' };

/** A queue whose office answers when the test says so, and whose waiting is over when the test says so. */
function queueWithOffice() {
  const sent: { scanId: string; code: string; answer: (reply: ScanAnswer) => void }[] = [];
  const waits: { milliseconds: number; end: () => void }[] = [];
  let ids = 0;
  const queue = createScanQueue({
    send: (scan) => new Promise((answer) => sent.push({ ...scan, answer })),
    newScan: (code) => ({ scanId: `id-${++ids}`, code }),
    wait: (milliseconds) => new Promise((end) => waits.push({ milliseconds, end })),
  });

  async function settle() {
    for (let turn = 0; turn < 10; turn++) await Promise.resolve();
  }
  return {
    queue,
    waits,
    settle,
    scans: () => sent.map(({ scanId, code }) => `${code} as ${scanId}`),
    async answer(reply: ScanAnswer) {
      sent.at(-1)?.answer(reply);
      await settle();
    },
    async endWait() {
      waits.at(-1)?.end();
      await settle();
    },
  };
}

test('a burst of a hand scanner is sent one scan after the other, in order, each with an id of its own', async () => {
  const { queue, scans, answer, endWait } = queueWithOffice();
  for (const code of ['A', 'B', ' B\n', 'C']) queue.add(code);
  expect(scans()).toEqual(['A as id-1']);
  expect(queue.state()).toMatchObject({ busy: true, waiting: 3 });

  for (let count = 0; count < 4; count++) {
    await answer(INVALID);
    await endWait();
  }
  expect(scans()).toEqual(['A as id-1', 'B as id-2', 'B as id-3', 'C as id-4']);
  expect(queue.state()).toMatchObject({ busy: false, waiting: 0, count: 4 });
});

test('a scan whose answer was lost is sent again with the same id until it is answered, and the next has a new id', async () => {
  const { queue, scans, waits, answer, endWait } = queueWithOffice();
  queue.add('A');
  queue.add('B');
  for (let tries = 1; tries <= 6; tries++) {
    await answer(LOST);
    expect(queue.state().verdict).toEqual({ kind: 'no-answer', tries });
    await endWait();
  }
  expect(waits.map(({ milliseconds }) => milliseconds)).toEqual([300, 700, 1_500, 3_000, 3_000, 3_000]);
  await answer(INVALID);
  await endWait();
  expect(scans()).toEqual([...Array.from({ length: 7 }, () => 'A as id-1'), 'B as id-2']);
});

test('each verdict of a burst is on screen for a moment before the next one takes its place', async () => {
  const { queue, scans, waits, answer, endWait } = queueWithOffice();
  queue.add('A');
  queue.add('B');
  await answer(INVALID);
  expect(scans()).toEqual(['A as id-1']);
  expect(queue.state()).toMatchObject({ verdict: { kind: 'refused' }, busy: false, waiting: 1 });
  expect(waits.map(({ milliseconds }) => milliseconds)).toEqual([1_200]);
  await endWait();
  expect(scans()).toEqual(['A as id-1', 'B as id-2']);
  await answer(INVALID);
  queue.add('C');
  expect(scans()).toEqual(['A as id-1', 'B as id-2', 'C as id-3']);
});

test('waiting for an answer is told once, not with every try', async () => {
  const { queue, answer, endWait } = queueWithOffice();
  queue.add('A');
  await answer(LOST);
  await endWait();
  await answer(LOST);
  expect(queue.state().count).toBe(1);
});

test('a verdict without an answer cannot be cleared away', async () => {
  const { queue, answer } = queueWithOffice();
  queue.add('A');
  await answer(LOST);
  queue.clear();
  expect(queue.state().verdict).toEqual({ kind: 'no-answer', tries: 1 });
});

test.each(['keys-locked', 'keys-missing', 'storage-failed', 'session-locked', 'internal'] as const)(
  '%s is not judged, and never a refusal',
  async (code) => {
    const { queue, answer } = queueWithOffice();
    queue.add('A');
    await answer({ ok: false, code });
    expect(queue.state().verdict).toEqual({ kind: 'not-judged', refusal: { ok: false, code } });
  },
);

test('asking again after it was not judged is the same scan, by the button or by scanning once more', async () => {
  const { queue, scans, answer } = queueWithOffice();
  queue.add('A');
  await answer(LOCKED);
  queue.again();
  await answer(LOCKED);
  queue.add('A');
  await answer(INVALID);
  queue.add('A');
  expect(scans()).toEqual(['A as id-1', 'A as id-1', 'A as id-1', 'A as id-2']);
});

test('another scan in between ends the one that was not judged', async () => {
  const { queue, scans, answer } = queueWithOffice();
  queue.add('A');
  await answer(LOCKED);
  queue.add('B');
  await answer(INVALID);
  queue.add('A');
  expect(scans()).toEqual(['A as id-1', 'B as id-2', 'A as id-3']);
});

test('two verdicts that read the same are two verdicts', async () => {
  const { queue, answer } = queueWithOffice();
  queue.add('A');
  await answer(INVALID);
  queue.add('A');
  await answer(INVALID);
  expect(queue.state().count).toBe(2);
});

test('blank codes are nothing, and an endless one is cut to what the office takes', () => {
  const { queue, scans } = queueWithOffice();
  queue.add('');
  queue.add(' \r\n\t');
  expect(scans()).toEqual([]);
  queue.add('x'.repeat(10_000));
  expect(scans()).toEqual([`${'x'.repeat(2_048)} as id-1`]);
});

test('after the page is left nothing more is sent', async () => {
  const { queue, scans, answer, endWait } = queueWithOffice();
  queue.add('A');
  queue.add('B');
  await answer(LOST);
  queue.stop();
  await endWait();
  queue.add('C');
  expect(scans()).toEqual(['A as id-1']);
});

test('what only the phone says is shown as it says it, and the next scan has an id of its own', async () => {
  const { queue, scans, answer, endWait } = queueWithOffice();
  queue.add('A');
  await answer({ kind: 'recorded', at: toInstant(0) });
  expect(queue.state().verdict).toEqual({ kind: 'recorded', at: toInstant(0) });
  queue.add('A');
  await answer({ kind: 'known-here', how: 'recorded', at: toInstant(0), now: toInstant(1_000) });
  await endWait();
  expect(queue.state().verdict?.kind).toBe('known-here');
  expect(scans()).toEqual(['A as id-1', 'A as id-2']);
});

test('an answer that says itself that it is no judgement can be asked for again, as the same scan', async () => {
  const { queue, scans, answer } = queueWithOffice();
  queue.add('A');
  await answer({ kind: 'not-judged', refusal: { ok: false, code: 'unreachable' } });
  queue.again();
  expect(scans()).toEqual(['A as id-1', 'A as id-1']);
});

test('a scan that has its id already keeps it', async () => {
  const { queue, scans } = queueWithOffice();
  queue.put({ scanId: 'of-before', code: 'A' });
  expect(scans()).toEqual(['A as of-before']);
});
