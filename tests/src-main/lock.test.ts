import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { statSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { FolderInUseError, lockFolder } from '../../src-main/lock';
import { temporaryFolder } from '../support/box-office';

test('only one office has a folder at a time, and a folder that was given back can be taken again', () => {
  using temporary = temporaryFolder();
  const giveBack = lockFolder(temporary.folder);
  expect(() => lockFolder(temporary.folder)).toThrow(FolderInUseError);
  expect(() => lockFolder(temporary.folder)).toThrow(temporary.folder);
  giveBack();
  lockFolder(temporary.folder)();
});

test('the lock is not readable by other people, and its folder is made when it is missing', () => {
  using temporary = temporaryFolder();
  const folder = path.join(temporary.folder, 'a/b');
  lockFolder(folder)();
  expect(statSync(folder).mode & 0o777).toBe(0o700);
  expect(statSync(path.join(folder, 'office.lock')).mode & 0o777).toBe(0o600);
});

test('another process keeps us out as long as it lives, and a killed one does not', async () => {
  using temporary = temporaryFolder();
  lockFolder(temporary.folder)();
  const holder = spawn(process.execPath, [
    '-e',
    `const lock = new (require('better-sqlite3'))(${JSON.stringify(path.join(temporary.folder, 'office.lock'))});
     lock.exec('BEGIN EXCLUSIVE'); console.log('held'); setInterval(() => lock.inTransaction, 1000);`,
  ]);
  await once(holder.stdout, 'data');
  expect(() => lockFolder(temporary.folder)).toThrow(FolderInUseError);

  holder.kill('SIGKILL');
  await once(holder, 'exit');
  lockFolder(temporary.folder)();
});
