import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { lockFolder } from '../../../src-main/lock';
import { EventFolderAwayError, eventFolderOf } from '../../../src-main/machine/event-folder';
import { temporaryFolder } from '../../support/box-office';

/** A computer at which somebody chose another folder for the event. */
function computer() {
  const temporary = temporaryFolder();
  const [usual, chosen] = [path.join(temporary.folder, 'usual'), path.join(temporary.folder, 'disk', 'garba')] as const;
  const keep = (kept: unknown) => {
    mkdirSync(path.join(usual, 'window'), { recursive: true });
    writeFileSync(path.join(usual, 'window', 'machine.json'), JSON.stringify(kept));
  };
  keep({ eventFolder: chosen });
  mkdirSync(chosen, { recursive: true });
  lockFolder(chosen)();
  const start = { folder: usual, isNamed: false, demo: false };
  return { usual, chosen, keep, start, [Symbol.dispose]: () => temporary[Symbol.dispose]() };
}

test('a start goes to the folder that was chosen, unless one was named for it or it is a demo', () => {
  using one = computer();
  expect(eventFolderOf(one.start)).toBe(one.chosen);
  expect(eventFolderOf({ ...one.start, isNamed: true })).toBe(one.usual);
  expect(eventFolderOf({ ...one.start, demo: true })).toBe(one.usual);
});

test('without a choice, or with one that is none, it goes to the usual folder', () => {
  using one = computer();
  for (const kept of [{}, { eventFolder: '' }, { eventFolder: 7 }, { eventFolder: 'x'.repeat(5_000) }, null, [], 'x']) {
    one.keep(kept);
    expect(eventFolderOf(one.start)).toBe(one.usual);
  }
  rmSync(one.usual, { recursive: true });
  expect(eventFolderOf(one.start)).toBe(one.usual);
});

test('a folder whose disk is not there is not begun anew, nor the empty one that the disk leaves behind', () => {
  using one = computer();
  rmSync(one.chosen, { recursive: true });
  expect(() => eventFolderOf(one.start)).toThrow(EventFolderAwayError);
  mkdirSync(one.chosen);
  expect(() => eventFolderOf(one.start)).toThrow(one.chosen);
  rmSync(path.dirname(one.chosen), { recursive: true });
  writeFileSync(path.dirname(one.chosen), 'a file where the disk was');
  expect(() => eventFolderOf(one.start)).toThrow(EventFolderAwayError);
});
