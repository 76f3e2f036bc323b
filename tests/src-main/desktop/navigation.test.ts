import { EventEmitter } from 'node:events';
import type { App } from 'electron';
import { expect, test } from 'vitest';
import { DESK_ORIGIN } from '../../../src-main/desktop/desk-origin';
import { confineNavigation } from '../../../src-main/desktop/navigation';
import { HOSTILE_ADDRESSES, OWN_ADDRESSES } from '../../support/hostile-addresses';

/** A page as Electron would announce it, and what it was told of windows. */
function announcePage() {
  const app = new EventEmitter();
  const contents = Object.assign(new EventEmitter(), {
    windowFor: (_details: { readonly url: string }): unknown => ({ action: 'allow' }),
    setWindowOpenHandler(handler: (details: { readonly url: string }) => unknown) {
      contents.windowFor = handler;
    },
  });
  confineNavigation(app as unknown as App, DESK_ORIGIN);
  app.emit('web-contents-created', {}, contents);
  return contents;
}

function isPrevented(contents: EventEmitter, name: string, url: string): boolean {
  let prevented = false;
  contents.emit(name, { url, preventDefault: () => (prevented = true) });
  return prevented;
}

const WAYS = ['will-navigate', 'will-frame-navigate', 'will-redirect'] as const;

test.each(WAYS)('%s leads to no other address', (way) => {
  const contents = announcePage();
  expect(HOSTILE_ADDRESSES.filter((address) => !isPrevented(contents, way, address))).toEqual([]);
  expect(OWN_ADDRESSES.filter((address) => isPrevented(contents, way, address))).toEqual([]);
});

test('no address opens another window, not even one of our own', () => {
  const contents = announcePage();
  const answers = [...HOSTILE_ADDRESSES, ...OWN_ADDRESSES].map((url) => contents.windowFor({ url }));
  expect(new Set(answers.map((answer) => JSON.stringify(answer)))).toEqual(new Set(['{"action":"deny"}']));
});

test('a page never holds another one', () => {
  const contents = announcePage();
  let prevented = false;
  contents.emit('will-attach-webview', { preventDefault: () => (prevented = true) }, {}, {});
  expect(prevented).toBe(true);
});
