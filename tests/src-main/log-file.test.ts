import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, mkdirSync, readdirSync, readFileSync, rmdirSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { openLogFile } from '../../src-main/log-file';
import { temporaryFolder } from '../support/box-office';

const SMALL = { bytes: 100, files: 3 };
/** Ten of them fill a file. */
const line = (number: number) => `line ${String(number).padStart(4, '0')}\n`;

function inFolder(options = SMALL) {
  const temporary = temporaryFolder();
  const file = path.join(temporary.folder, 'office.log');
  return {
    ...temporary,
    file,
    log: openLogFile(file, options),
    read: (name: string) => readFileSync(path.join(temporary.folder, name), 'utf8'),
    names: () => readdirSync(temporary.folder).sort(),
  };
}

describe('the log', () => {
  test('is made with its folder, and nobody else may read it', () => {
    using held = inFolder();
    const file = path.join(held.folder, 'not', 'there', 'office.log');
    openLogFile(file).write(line(1));
    expect(statSync(file).mode & 0o777).toBe(0o600);
  });

  test('goes on with a file of before, and takes the rights of others away', () => {
    using held = inFolder();
    writeFileSync(held.file, line(1));
    chmodSync(held.file, 0o644);
    held.log.write(line(2));
    expect(held.read('office.log')).toBe(line(1) + line(2));
    expect(statSync(held.file).mode & 0o777).toBe(0o600);
  });

  test('begins a new file when one is full, and keeps as many as it may', () => {
    using held = inFolder();
    for (let number = 1; number <= 45; number += 1) held.log.write(line(number));
    expect(held.names()).toEqual(['office.1.log', 'office.2.log', 'office.log']);
    expect(held.read('office.log').split('\n')[0]).toBe('line 0041');
    expect(held.read('office.1.log').split('\n')[0]).toBe('line 0031');
    expect(held.read('office.2.log').split('\n')[0]).toBe('line 0021');
    for (const name of held.names()) expect(statSync(path.join(held.folder, name)).mode & 0o777).toBe(0o600);
  });

  test('knows how full a file of before is', () => {
    using held = inFolder();
    writeFileSync(held.file, line(1).repeat(10));
    held.log.write(line(2));
    expect(held.names()).toEqual(['office.1.log', 'office.log']);
    expect(held.read('office.log')).toBe(line(2));
  });

  test('takes a line that is longer than a file', () => {
    using held = inFolder();
    held.log.write(`${'x'.repeat(500)}\n`);
    held.log.write(line(1));
    expect(held.read('office.log')).toBe(line(1));
    expect(held.read('office.1.log')).toHaveLength(501);
  });

  test('begins anew after a line that was torn off', () => {
    using held = inFolder();
    writeFileSync(held.file, `${line(1)}{"half`);
    held.log.write(line(2));
    expect(held.read('office.log')).toBe(`${line(1)}{"half\n${line(2)}`);
  });

  test('gives the last lines of this file and the one before', () => {
    using held = inFolder();
    expect(held.log.recent()).toEqual([]);
    for (let number = 1; number <= 25; number += 1) held.log.write(line(number));
    const recent = held.log.recent();
    expect(recent[0]).toBe('line 0011');
    expect(recent.at(-1)).toBe('line 0025');
  });

  test('holds nobody up when it cannot be written, and goes on once it can', () => {
    using held = inFolder();
    mkdirSync(held.file);
    expect(() => held.log.write(line(1))).not.toThrow();
    rmdirSync(held.file);
    held.log.write(line(2));
    expect(held.read('office.log')).toBe(line(2));
  });

  test('has every line that was written before a crash', async () => {
    using held = inFolder();
    const module = path.resolve('src-main/log-file.ts');
    const program = `
      import { openLogFile } from ${JSON.stringify(module)};
      const log = openLogFile(${JSON.stringify(held.file)});
      for (let number = 1; number <= 500; number += 1) log.write(\`line \${number}\\n\`);
      process.kill(process.pid, 'SIGKILL');`;
    const crashing = spawn(process.execPath, ['--input-type=module', '--eval', program], { stdio: 'ignore' });
    const [, signal] = await once(crashing, 'exit');
    expect(signal).toBe('SIGKILL');
    expect(held.read('office.log').split('\n').slice(-2)).toEqual(['line 500', '']);
  });
});
