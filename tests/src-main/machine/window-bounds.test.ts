import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { readWindowBounds } from '../../../src-main/machine/window-bounds';
import { temporaryFolder } from '../../support/box-office';

const FIRST = { width: 1280, height: 820, maximized: false };
const write = (folder: string, content: string) => writeFileSync(join(folder, 'machine.json'), content);

test('the window opens where it was, as the file of this computer says', () => {
  using temporary = temporaryFolder();
  const window = { x: 10, y: 20, width: 900, height: 700, maximized: true };
  write(temporary.folder, JSON.stringify({ settings: {}, window }));
  expect(readWindowBounds(temporary.folder)).toEqual(window);
});

test.each([
  ['no file', null],
  ['no JSON', '{"window":'],
  ['no window', '{}'],
  ['a window of no size', JSON.stringify({ window: { width: 0, height: 0, maximized: false } })],
  ['more than a window has', JSON.stringify({ window: { ...FIRST, kiosk: true } })],
  ['null', 'null'],
])('with %s it opens as at first', (_what, content) => {
  using temporary = temporaryFolder();
  if (content !== null) write(temporary.folder, content);
  expect(readWindowBounds(temporary.folder)).toEqual(FIRST);
});

test('a folder in the place of the file is none', () => {
  using temporary = temporaryFolder();
  mkdirSync(join(temporary.folder, 'machine.json'));
  expect(readWindowBounds(temporary.folder)).toEqual(FIRST);
});
