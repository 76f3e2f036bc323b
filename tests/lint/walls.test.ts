import { spawnSync } from 'node:child_process';
import { copyFileSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { describe, expect, onTestFinished, test } from 'vitest';

const repository = resolve(import.meta.dirname, '../..');
const oxlint = join(dirname(createRequire(import.meta.url).resolve('oxlint/package.json')), 'bin/oxlint');

interface Report {
  readonly diagnostics: readonly {
    readonly code: string;
    readonly message: string;
    readonly help?: string;
    readonly filename: string;
  }[];
  readonly number_of_files: number;
}

/** What the repository's own lint rules say to each of these files, in a folder that holds nothing else. */
function lint(files: Readonly<Record<string, string>>): Record<string, string> {
  const folder = mkdtempSync(join(tmpdir(), 'epass-walls-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  for (const file of ['.oxlintrc.json', 'tsconfig.json']) copyFileSync(join(repository, file), join(folder, file));
  symlinkSync(join(repository, 'node_modules'), join(folder, 'node_modules'), 'junction');
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), text);
  }

  const { stdout, stderr } = spawnSync(
    process.execPath,
    [oxlint, '--type-aware', '--format=json', ...Object.keys(files)],
    {
      cwd: folder,
      encoding: 'utf8',
    },
  );
  if (!stdout.trimStart().startsWith('{')) throw new Error(`oxlint did not answer: ${stdout}${stderr}`);
  const report = JSON.parse(stdout) as Report;
  expect(report.number_of_files).toBe(Object.keys(files).length);

  const said = Object.fromEntries(Object.keys(files).map((path) => [path, '']));
  for (const { filename, code, message, help } of report.diagnostics)
    said[filename] += `${code} ${message} ${help ?? ''}\n`;
  return said;
}

const importing = (name: string, from: string) =>
  `import { ${name} } from '${from}';\nexport const it = () => ${name};\n`;

describe('the wall around src-shared', () => {
  test.each([
    ['readFileSync', 'node:fs'],
    ['readFileSync', 'fs'],
    ['app', 'electron'],
    ['useState', 'react'],
    ['Button', '@mantine/core'],
    ['Kysely', 'kysely'],
    ['dispatch', '../src-main/dispatch'],
    ['theme', '../src-renderer/theme'],
  ])('refuses %s from %s', (name, from) => {
    const said = lint({ 'src-shared/money.ts': importing(name, from) });
    expect(said['src-shared/money.ts']).toMatch(/no-restricted-imports.*src-shared is/);
  });

  test('refuses what only a page or only Node has', () => {
    const names = [
      'window',
      'document',
      'navigator',
      'location',
      'localStorage',
      'sessionStorage',
      'process',
      'Buffer',
      'require',
    ];
    const said = lint(
      Object.fromEntries(names.map((name) => [`src-shared/${name}.ts`, `export const it = () => ${name};\n`])),
    );
    for (const name of names)
      expect(said[`src-shared/${name}.ts`]).toMatch(new RegExp(`no-restricted-globals.*'${name}'.*runs without`));
  });

  test('lets pure TypeScript through', () => {
    expect(lint({ 'src-shared/money.ts': importing('z', 'zod') })).toEqual({ 'src-shared/money.ts': '' });
  });
});

describe('the wall between the pages and the main process', () => {
  test.each([
    ['src-renderer/sell/sell-page.tsx', 'sell', '../../src-main/passes/sell', /Pages never import the main process/],
    ['src-renderer/sell/sell-page.tsx', 'sep', 'node:path', /Pages run in a browser too/],
    ['src-renderer/sell/sell-page.tsx', 'shell', 'electron', /Pages run in a browser too/],
    ['src-main/passes/sell.ts', 'theme', '../../src-renderer/theme', /main process never imports the pages/],
    ['src-main/desktop/window.ts', 'theme', '../../src-renderer/theme', /main process never imports the pages/],
  ])('refuses, in %s, %s from %s', (path, name, from, message) => {
    const said = lint({ [path]: importing(name, from) });
    expect(said[path]).toContain('no-restricted-imports');
    expect(said[path]).toMatch(message);
  });

  test('lets both sides import from src-shared', () => {
    const sum = importing('sum', '../../src-shared/money');
    expect(lint({ 'src-renderer/sell/price.ts': sum, 'src-main/passes/price.ts': sum })).toEqual({
      'src-renderer/sell/price.ts': '',
      'src-main/passes/price.ts': '',
    });
  });
});

describe('the wall around Electron', () => {
  const inside = ['src-main/main.ts', 'src-main/preload.ts', 'src-main/desktop/window.ts'];
  const outside = ['src-main/box-office.ts', 'src-main/serve.ts', 'src-main/transports/https.ts'];

  test.each([
    importing('app', 'electron'),
    importing('app', 'electron/main'),
    importing('Store', 'electron-store'),
    importing('autoUpdater', 'electron-updater'),
    `import type { App } from 'electron';\nexport type It = App;\n`,
    importing('openWindow', '../src-main/desktop/window'),
  ])('refuses outside the rim: %s', (text) => {
    const said = lint(Object.fromEntries(outside.map((path) => [path, text])));
    for (const path of outside) expect(said[path]).toMatch(/no-restricted-imports.*as an argument/);
  });

  test('lets the rim through', () => {
    const said = lint(Object.fromEntries(inside.map((path) => [path, importing('app', 'electron')])));
    expect(said).toEqual(Object.fromEntries(inside.map((path) => [path, ''])));
  });
});

test.each([
  ['no-restricted-properties', 'src-main/scan.ts', 'export const it = () => Date.now();\n'],
  ['no-restricted-properties', 'src-main/scan.ts', `export const it = () => process.env['HOME'];\n`],
  [
    'no-restricted-properties',
    'src-renderer/pass.ts',
    `export const it = (x: HTMLElement) => {\n  x.innerHTML = '';\n};\n`,
  ],
  ['no-danger', 'src-renderer/pass.tsx', `export const It = () => <p dangerouslySetInnerHTML={{ __html: '' }} />;\n`],
  ['no-explicit-any', 'src-main/scan.ts', 'export const it = (x: any) => String(x);\n'],
  ['no-non-null-assertion', 'src-main/scan.ts', 'export const it = (x: string | null) => x!;\n'],
  ['no-floating-promises', 'src-main/scan.ts', 'async function f() {}\nexport function it() {\n  f();\n}\n'],
  [
    'no-misused-promises',
    'src-main/scan.ts',
    'async function f() {}\nexport const it = () => {\n  if (f()) return 1;\n  return 2;\n};\n',
  ],
  [
    'switch-exhaustiveness-check',
    'src-main/scan.ts',
    `export function it(x: 'a' | 'b') {\n  switch (x) {\n    case 'a':\n      return 1;\n  }\n}\n`,
  ],
  ['no-console', 'src-main/scan.ts', `export const it = () => console.log('x');\n`],
  ['no-default-export', 'src-main/scan.ts', 'const it = 1;\nexport default it;\n'],
])('the rule %s holds in %s', (rule, path, text) => {
  expect(lint({ [path]: text })[path]).toContain(rule);
});
