import { afterEach, expect, test, vi } from 'vitest';

afterEach(() => {
  Reflect.deleteProperty(window, 'epass');
  window.history.replaceState(null, '');
  vi.resetModules();
});

/** The page as it is loaded: in the desk's own window, or in a browser. */
async function load(where: 'window' | 'browser') {
  vi.resetModules();
  if (where === 'window') Object.assign(window, { epass: {} });
  else Reflect.deleteProperty(window, 'epass');
  return import('../../../src-renderer/errors/kept-in-window');
}

test('what was kept is there once after the page was loaded anew', async () => {
  const before = await load('window');
  before.keepInWindow('sale', { name1: 'Asha Patel' });
  before.keepInWindow('scan', { code: 'EP1' });

  const after = await load('window');
  expect(after.takeKeptInWindow('sale')).toEqual({ name1: 'Asha Patel' });
  expect(after.takeKeptInWindow('sale')).toBeNull();
  expect(after.takeKeptInWindow('scan')).toEqual({ code: 'EP1' });
});

test('what changes the address first takes nothing away', async () => {
  (await load('window')).keepInWindow('sale', 'kept');
  const after = await load('window');
  window.history.replaceState({ wanted: '/generate' }, '', '/login');
  expect(after.takeKeptInWindow('sale')).toBe('kept');
});

test('it keeps what else the entry of the history says', async () => {
  window.history.replaceState({ wanted: '/generate' }, '');
  (await load('window')).keepInWindow('sale', 'kept');
  expect(window.history.state).toEqual({ wanted: '/generate', sale: 'kept' });
});

test('a browser, which writes its history to the disk, is told nothing and asked nothing', async () => {
  (await load('browser')).keepInWindow('sale', { name1: 'Asha Patel' });
  expect(window.history.state).toBeNull();

  window.history.replaceState({ sale: { name1: 'Asha Patel' } }, '');
  expect((await load('browser')).takeKeptInWindow('sale')).toBeNull();
});
