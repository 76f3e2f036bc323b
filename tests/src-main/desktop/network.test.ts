import type { Session } from 'electron';
import { expect, test } from 'vitest';
import { DESK_ORIGIN } from '../../../src-main/desktop/desk-origin';
import { cutNetwork } from '../../../src-main/desktop/network';
import { HOSTILE_ADDRESSES, OWN_ADDRESSES } from '../../support/hostile-addresses';

type Judge = (details: { readonly url: string }, decide: (answer: { readonly cancel: boolean }) => void) => void;

function isCancelled(url: string): boolean {
  let judge: Judge = () => undefined;
  const session = { webRequest: { onBeforeRequest: (given: Judge) => (judge = given) } };
  cutNetwork(session as unknown as Session, DESK_ORIGIN);
  let cancelled: boolean | null = null;
  judge({ url }, ({ cancel }) => {
    cancelled = cancel;
  });
  if (cancelled === null) throw new Error('nothing was decided');
  return cancelled;
}

/** What a page makes for itself reaches nobody, and the developer tools are Chromium's own. */
const LOCAL = /^(blob|data|devtools):/;

test('a page asks nobody but the program itself', () => {
  const asked = HOSTILE_ADDRESSES.filter((address) => URL.canParse(address) && !LOCAL.test(address));
  expect(asked.length).toBeGreaterThan(40);
  expect(asked.filter((address) => !isCancelled(address))).toEqual([]);
  expect(OWN_ADDRESSES.filter(isCancelled)).toEqual([]);
});
