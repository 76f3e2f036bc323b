import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { expect, test } from 'vitest';

const folder = resolve(import.meta.dirname, '../../resources/package');
const drawing = readFileSync(join(folder, '../icon.svg'));
const pngs = readdirSync(join(folder, 'icons')).filter((name) => name.endsWith('.png'));
const pngOf = (size: number) => readFileSync(join(folder, `icons/${size}x${size}.png`));

test('the icons were made of the drawing as it is now; otherwise run "npm run icons"', () => {
  const madeFrom = readFileSync(join(folder, 'icons/made-from.sha256'), 'utf8').trim();
  expect(madeFrom).toBe(createHash('sha256').update(drawing).digest('hex'));
});

test.each(pngs)('%s has the size that its name says', (name) => {
  const png = readFileSync(join(folder, 'icons', name));
  expect(`${png.readUInt32BE(16)}x${png.readUInt32BE(20)}.png`).toBe(name);
});

test('Linux finds every size that desktops ask for', () => {
  const sizes = pngs.map((name) => Number.parseInt(name, 10));
  expect(sizes.toSorted((one, other) => one - other)).toEqual([16, 24, 32, 48, 64, 96, 128, 256, 512, 1024]);
});

test('the icon of Windows holds the same pictures', () => {
  const icon = readFileSync(join(folder, 'icon.ico'));
  const sizes: number[] = [];
  for (let index = 0; index < icon.readUInt16LE(4); index += 1) {
    const at = 6 + index * 16;
    const size = icon.readUInt8(at) || 256;
    const offset = icon.readUInt32LE(at + 12);
    expect(icon.subarray(offset, offset + icon.readUInt32LE(at + 8)).equals(pngOf(size))).toBe(true);
    sizes.push(size);
  }
  expect(sizes).toEqual([16, 24, 32, 48, 64, 128, 256]);
});

test('the icon of macOS holds the same pictures', () => {
  const icon = readFileSync(join(folder, 'icon.icns'));
  expect(icon.toString('ascii', 0, 4)).toBe('icns');
  expect(icon.readUInt32BE(4)).toBe(icon.length);
  const edges: Record<string, number> = {
    ic11: 32,
    ic12: 64,
    ic07: 128,
    ic13: 256,
    ic08: 256,
    ic14: 512,
    ic09: 512,
    ic10: 1024,
  };
  const found: string[] = [];
  for (let at = 8; at < icon.length; at += icon.readUInt32BE(at + 4)) {
    const type = icon.toString('ascii', at, at + 4);
    expect(icon.subarray(at + 8, at + icon.readUInt32BE(at + 4)).equals(pngOf(edges[type] ?? 0))).toBe(true);
    found.push(type);
  }
  expect(found.toSorted((one, other) => one.localeCompare(other))).toEqual(
    Object.keys(edges).toSorted((one, other) => one.localeCompare(other)),
  );
});
