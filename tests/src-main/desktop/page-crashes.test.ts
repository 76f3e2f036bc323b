import { expect, test } from 'vitest';
import { createPageCrashes } from '../../../src-main/desktop/page-crashes';

function crashing() {
  const clock = { now: 1_000 };
  const crashes = createPageCrashes(() => clock.now);
  return { clock, crash: () => crashes.next() };
}

test('a page that crashes is loaded anew, and the third time in a row it is not', () => {
  const { crash } = crashing();
  expect([crash(), crash(), crash()]).toEqual(['again', 'again', 'plain']);
});

test('crashes that are far from one another are not in a row', () => {
  const { clock, crash } = crashing();
  for (let count = 0; count < 20; count++) {
    expect(crash()).toBe('again');
    clock.now += 30_001;
  }
});

test('from the plain page the counting starts anew', () => {
  const { crash } = crashing();
  for (let count = 0; count < 3; count++) crash();
  expect(crash()).toBe('again');
});
