import { describe, expect, test } from 'vitest';
import { createLog, PageError } from '../../src-main/log';

function heldLog() {
  const lines: string[] = [];
  const log = createLog({ write: (line) => void lines.push(line), recent: () => lines });
  return { log, last: () => JSON.parse(lines.at(-1) ?? '') as Record<string, unknown>, lines };
}

/** An error with this stack, as if it had been thrown there. */
function errorAt(stack: string, message = 'secret of Asha Patel'): Error {
  const error = new Error(message);
  error.stack = `Error: ${message}\n${stack}`;
  return error;
}

describe('an unexpected error', () => {
  test('stands in the log under its reference, with its operation, its kind and its code', () => {
    const { log, last } = heldLog();
    const error = Object.assign(new TypeError('secret of Asha Patel'), { code: 'SQLITE_IOERR_WRITE' });
    const reference = log.bug('passes.sell', error);
    expect(reference).toMatch(/^[0-9A-F]{8}$/);
    expect(last()).toMatchObject({
      reference,
      operation: 'passes.sell',
      kind: 'TypeError',
      code: 'SQLITE_IOERR_WRITE',
      msg: 'unexpected error',
      time: expect.stringMatching(/^\d{4}-\d\d-\d\dT/),
    });
  });

  test('says where it happened, by functions, files and lines', () => {
    const { log, last } = heldLog();
    log.bug('x', new Error('secret of Asha Patel'));
    expect(last()['stack']).toMatch(/log\.test\.ts:\d+:\d+/);
  });

  test.each([
    ['at sell (file:///home/asha/epass/out/main/serve.js:120:14)', 'sell serve.js:120:14'],
    ['at async Object.run [as call] (/home/Asha Patel/epass/out/main/main.js:7:1)', 'Object.run main.js:7:1'],
    ['at C:\\Users\\Asha Patel\\epass\\main.js:9:2', 'main.js:9:2'],
    ['at new Passes (C:\\Users\\Asha Patel\\epass\\main.js:9:2)', 'Passes main.js:9:2'],
    [
      'at process.processTicksAndRejections (node:internal/process/task_queues:104:5)',
      'process.processTicksAndRejections node:internal/process/task_queues:104:5',
    ],
    ['shownPage@https://127.0.0.1:8443/assets/desk-Bx1.js:4:2', 'desk-Bx1.js:4:2'],
    ['at Asha Patel (native)', ''],
    ['at eval (Asha Patel)', ''],
    ['Asha Patel', ''],
  ])('of the frame %j only the place is kept', (frame, place) => {
    const { log, last } = heldLog();
    log.bug('x', errorAt(`    ${frame}`));
    expect(last()['stack']).toBe(place);
  });

  test('leaves its message out, and that of what caused it', () => {
    const { log, last, lines } = heldLog();
    const cause = new SyntaxError('"Asha Patel" is not valid JSON', { cause: new Error('+919876543210') });
    log.bug('x', new Error('Asha Patel', { cause }));
    expect(lines.join()).not.toMatch(/Asha|9876543210/);
    expect(last()).toMatchObject({ kind: 'Error', cause: { kind: 'SyntaxError', cause: { kind: 'Error' } } });
  });

  test.each([
    ['a name of its own', Object.assign(new Error('x'), { name: 'Asha Patel' })],
    ['a code of its own', Object.assign(new Error('x'), { code: 'Asha Patel' })],
    ['further properties', Object.assign(new Error('x'), { input: 'Asha Patel', path: '/home/Asha Patel' })],
    ['an endless cause', Object.assign(new Error('x'), { cause: new Error('Asha Patel') })],
    ['text instead of an error', 'Asha Patel'],
    ['an object instead of an error', { name: 'Asha Patel' }],
  ])('takes nothing over from %s', (_case, error) => {
    const { log, lines } = heldLog();
    log.bug('x', error);
    expect(lines).toHaveLength(1);
    expect(lines.join()).not.toContain('Asha');
  });

  test('of one that causes itself, is written once', () => {
    const { log, lines } = heldLog();
    const error = new Error('x');
    error.cause = error;
    log.bug('x', error);
    expect(lines).toHaveLength(1);
  });

  test('of a page tells its kind and the places, and nothing that a page could slip in', () => {
    const { log, last, lines } = heldLog();
    const frames = [
      'SellPage https://127.0.0.1:8443/assets/desk-Bx1.js:4:2',
      'Asha Patel +919876543210',
      'x'.repeat(300),
    ];
    log.bug('page', new PageError('Asha', frames));
    expect(last()).toMatchObject({ kind: 'Error', stack: 'desk-Bx1.js:4:2' });
    expect(lines.join()).not.toMatch(/Asha|9876543210/);
    log.bug('page', new PageError('RefusedError', []));
    expect(last()).toMatchObject({ kind: 'RefusedError' });
  });
});

describe('a fact', () => {
  test.each([
    'iPhone',
    'SQLITE_BUSY',
    'https://192.168.137.1:8443',
    '2026-11-28T12:30:00.000Z',
    '01a20625-c81b-778a-8b2a-9db73215481a',
    'epass-20261128T123000.db',
    '',
    12,
    true,
    null,
  ])('that is a word of the program stays: %j', (fact) => {
    const { log, last } = heldLog();
    log.info('something', { fact });
    expect(last()).toMatchObject({ msg: 'something', fact });
  });

  test('that is a reference stays, also where it looks like a phone number', () => {
    const { log, last } = heldLog();
    log.info('something', { reference: '98765432', other: '98765432' });
    expect(last()).toMatchObject({ reference: '98765432', other: '[removed]' });
  });

  test.each([
    'Asha Patel',
    '+919876543210',
    '98765 43210',
    '9876543210',
    'EP1.K0.06H0C961NXR2H3ZCV4FBWMJHHM.E6E5ZVAZRPZA2FR6TQ5QJQMPYG',
    'correct horse battery',
    'c2VjcmV0IG9mIEFzaGEgUGF0ZWwgYW5kIGhlciBrZXk',
    'asha@example.org',
    '/home/Asha Patel/epass',
    'line\nbreak',
    'x'.repeat(200),
  ])('that is none does not: %j', (fact) => {
    const { log, last, lines } = heldLog();
    log.warn('something', { fact });
    expect(last()['fact']).toBe('[removed]');
    expect(lines.join()).not.toContain(fact.slice(0, 12));
  });
});
