import { expect, test } from 'vitest';
import { allowOwnScript, allowStyleText } from '../../src-renderer/trusted-types';

test('the text of a style sheet may be written, markup may not', () => {
  expect(allowStyleText(':root{--a:1px}')).toBe(':root{--a:1px}');
  expect(allowStyleText('</style><img src=x onerror=alert(1)>')).toBeNull();
});

test('scripts come from the office itself only', () => {
  expect(allowOwnScript('/assets/worker.js')).toBe('/assets/worker.js');
  expect(allowOwnScript('https://elsewhere.example/worker.js')).toBeNull();
  expect(allowOwnScript('//elsewhere.example/worker.js')).toBeNull();
  expect(allowOwnScript('data:text/javascript,alert(1)')).toBeNull();
});
