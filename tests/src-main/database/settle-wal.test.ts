import { readFileSync, statSync } from 'node:fs';
import path from 'node:path';
import BetterSqlite from 'better-sqlite3';
import { expect, test } from 'vitest';
import { settleWal } from '../../../src-main/database/settle-wal';
import { temporaryFolder } from '../../support/box-office';

test('a WAL that is written once more is the same WAL, with every commit in it', () => {
  using temporary = temporaryFolder();
  const file = path.join(temporary.folder, 'epass.db');
  const writer = new BetterSqlite(file);
  writer.pragma('journal_mode = WAL');
  writer.pragma('wal_autocheckpoint = 0');
  writer.exec('CREATE TABLE numbers (number INTEGER, text TEXT)');
  const insert = writer.prepare('INSERT INTO numbers VALUES (?, ?)');
  for (let number = 0; number < 600; number += 1) insert.run(number, 'x'.repeat(3_000));
  const before = readFileSync(`${file}-wal`);
  expect(before.length).toBeGreaterThan(2_000_000);

  settleWal(file);
  expect(readFileSync(`${file}-wal`).equals(before)).toBe(true);
  const reader = new BetterSqlite(file);
  expect(reader.prepare('SELECT count(*) FROM numbers').pluck().get()).toBe(600);
  expect(reader.pragma('integrity_check', { simple: true })).toBe('ok');
  reader.close();
  writer.close();
});

test('where there is no WAL nothing is made', () => {
  using temporary = temporaryFolder();
  const file = path.join(temporary.folder, 'epass.db');
  settleWal(file);
  expect(() => statSync(`${file}-wal`)).toThrow('ENOENT');
});
