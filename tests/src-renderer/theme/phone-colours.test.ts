import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { DEFAULT_THEME, defaultCssVariablesResolver, mergeMantineTheme } from '@mantine/core';
import { expect, test } from 'vitest';
import { colourVariables } from '../../../src-renderer/theme/colour-variables';
import { theme } from '../../../src-renderer/theme/theme';

const RENDERER = path.resolve('src-renderer');
const merged = mergeMantineTheme(DEFAULT_THEME, theme);
const base = defaultCssVariablesResolver(merged);
const own = colourVariables(merged);

/** What the desk's pages have under a name, down to the colour itself. */
function onTheDesk(scheme: 'light' | 'dark', name: string): string | undefined {
  const variables: Readonly<Record<string, string>> = {
    ...base.variables,
    ...base[scheme],
    ...own.variables,
    ...own[scheme],
  };
  return variables[name]?.replace(/var\((--[\w-]+)\)/g, (_all, other: string) => onTheDesk(scheme, other) ?? '');
}

const css = readFileSync(path.join(RENDERER, 'theme/phone.css'), 'utf8').replaceAll(/\/\*.*?\*\//gs, '');
const declared = (block: string) =>
  [...block.matchAll(/(--[\w-]+):\s*([^;]+);/g)].map(([, name = '', value = '']) => [name, value] as const);
const dark = declared(/data-mantine-color-scheme="dark"\] \{(.*?)\}/s.exec(css)?.[1] ?? '');
const light = declared(css.replace(/:root\[data-mantine-color-scheme="dark"\] \{.*?\}/s, ''));

const plain = (value: string | undefined) => value?.replaceAll('"', "'").replace(/\s+/g, ' ').toLowerCase();

test.each([...light.map((one) => ['light', ...one] as const), ...dark.map((one) => ['dark', ...one] as const)])(
  'on a phone in %s colours %s is %s, as on the desk',
  (scheme, name, value) => {
    expect(plain(value)).toBe(plain(onTheDesk(scheme, name)));
  },
);

test('every name that a style sheet of the phone uses is there', () => {
  const folders = ['gate', 'ui/plain'].flatMap((folder) =>
    readdirSync(path.join(RENDERER, folder), { recursive: true, encoding: 'utf8' }).map((file) =>
      path.join(folder, file),
    ),
  );
  const files = [
    ...folders.filter((file) => file.endsWith('.css')),
    'scanner/camera.module.css',
    'scanner/scanner.module.css',
    'scanner/verdict.module.css',
    'theme/global.css',
  ];
  const texts = files.map((file) => readFileSync(path.join(RENDERER, file), 'utf8'));
  const local = new Set(texts.flatMap((text) => declared(text).map(([name]) => name)));
  const names = new Set(light.map(([name]) => name));
  const used = texts.flatMap((text) => [...text.matchAll(/var\((--[\w-]+)/g)].map(([, name = '']) => name));
  expect(used.length).toBeGreaterThan(50);
  expect(used.filter((name) => !names.has(name) && !local.has(name))).toEqual([]);
  // Whatever depends on the colours of the phone has both of them.
  const scheme = light.filter(([name]) => onTheDesk('light', name) !== onTheDesk('dark', name)).map(([name]) => name);
  expect(dark.map(([name]) => name).toSorted()).toEqual(scheme.toSorted());
});
