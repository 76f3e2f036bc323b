import { expect, test } from 'vitest';
import { describeError } from '../../../src-renderer/errors/describe-error';

const HOME = 'app://desk/';

function thrown(stack: string, name = 'TypeError'): Error {
  return Object.assign(new Error('Asha Patel, 98765 43210'), { name, stack });
}

test('of an error the kind and the places in the desk’s own files are told', () => {
  const stack = `TypeError: Asha Patel, 98765 43210
    at sell (app://desk/assets/sell-page-1a2b3c4d.js:10:20)
    at async Object.run (app://desk/assets/start-desk-5e6f7a8b.js:3:1)
    at app://desk/assets/start-desk-5e6f7a8b.js:4:2`;
  expect(describeError(thrown(stack), HOME)).toEqual({
    kind: 'TypeError',
    frames: [
      'assets/sell-page-1a2b3c4d.js:10:20',
      'assets/start-desk-5e6f7a8b.js:3:1',
      'assets/start-desk-5e6f7a8b.js:4:2',
    ],
  });
});

test('what Firefox and Safari write is understood too', () => {
  const stack = 'sell@https://192.168.1.5:8443/assets/sell.js:10:20\n@https://192.168.1.5:8443/assets/desk.js:1:1\n';
  expect(describeError(thrown(stack), 'https://192.168.1.5:8443/').frames).toEqual([
    'assets/sell.js:10:20',
    'assets/desk.js:1:1',
  ]);
});

test('nothing that somebody typed is told: no message, no function, no address of a page, no made-up name', () => {
  const stack = `Error: Asha Patel, 98765 43210
    at Asha Patel (app://desk/preview/Asha-Patel:1:1)
    at app://desk/database?search=Asha+Patel:1:1
    at Asha (https://example.org/Asha.js:1:1)
    at eval (app://desk/assets/x.js?to=Asha:1:1)`;
  const told = describeError(thrown(stack, 'Asha Patel 98765'), HOME);
  expect(told).toEqual({ kind: 'thrown object', frames: ['assets/x.js:1:1'] });
});

test('whatever is thrown has a kind', () => {
  expect(describeError('Asha Patel', HOME)).toEqual({ kind: 'thrown string', frames: [] });
  expect(describeError(undefined, HOME)).toEqual({ kind: 'thrown undefined', frames: [] });
  expect(describeError(new DOMException('Asha Patel', 'NotReadableError'), HOME).kind).toBe('NotReadableError');
});

test('a stack without end is cut off', () => {
  const line = '    at sell (app://desk/assets/sell.js:1:1)\n';
  expect(describeError(thrown(line.repeat(5_000)), HOME).frames).toHaveLength(20);
});
