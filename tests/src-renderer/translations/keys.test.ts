import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { deskWords } from '../../../src-renderer/translations/desk-words';
import { phoneWords } from '../../../src-renderer/translations/phone-words';
import { pseudoTranslations, toPseudo } from '../../../src-renderer/translations/pseudo';

const RENDERER = path.resolve('src-renderer');

function sources(): string[] {
  return readdirSync(RENDERER, { recursive: true, encoding: 'utf8' }).filter((file) => /\.tsx?$/.test(file));
}

/** Every key that a file names in full, with the namespace of the function it is given to. */
function keysOf(source: string): string[] {
  const namespaces = new Map<string, string>();
  for (const [, alias, namespace] of source.matchAll(/\{ t(?:: (\w+))? \} = useTranslation\((?:'(\w+)')?\)/g)) {
    namespaces.set(alias ?? 't', namespace ?? 'common');
  }
  const keys: string[] = [];
  for (const [, name = '', key = ''] of source.matchAll(/(?<![.\w])([a-z]\w*)\('([\w.-]+)'/gi)) {
    const namespace = namespaces.get(name);
    if (namespace) keys.push(`${namespace}.${key}`);
  }
  for (const [, namespace, key] of source.matchAll(/\bi18n\.t\('(\w+):([\w.-]+)'/g)) keys.push(`${namespace}.${key}`);
  return keys;
}

function has(key: string): boolean {
  const parts = key.split('.');
  const last = parts.pop() ?? '';
  const parent = parts.reduce<unknown>((inside, part) => (inside as Record<string, unknown> | undefined)?.[part], {
    ...deskWords,
    ...phoneWords,
  });
  return typeof parent === 'object' && parent !== null && [last, `${last}_other`].some((name) => name in parent);
}

test('every key that a page names has its words', () => {
  const keys = sources().flatMap((file) => keysOf(readFileSync(path.join(RENDERER, file), 'utf8')));
  expect(keys.length).toBeGreaterThan(150);
  expect(keys.filter((key) => !has(key))).toEqual([]);
});

test('the pseudo-language keeps what is filled in and makes the rest longer', () => {
  expect(toPseudo('Remove {{label}}')).toBe('⟦Ŕéɱóṽé {{label}}······⟧');
  expect(pseudoTranslations({ a: { b: 'x' } })).toEqual({ a: { b: '⟦ẋ·⟧' } });
});
