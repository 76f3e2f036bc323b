import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';

type Rgb = readonly [number, number, number];

const sheet = readFileSync(join(import.meta.dirname, '../../../src-renderer/scanner/verdict.module.css'), 'utf8');

function coloursOf(tone: string): { readonly ink: Rgb; readonly ground: Rgb; readonly markInside: Rgb } {
  const rule = new RegExp(`\\n\\.panel\\[data-tone="${tone}"\\] \\{([^}]*)\\}`, 'u').exec(sheet)?.[1] ?? '';
  const base = /\.panel \{([^}]*)\}/u.exec(sheet)?.[1] ?? '';
  const read = (property: string) => {
    const found = [rule, base].map((text) => new RegExp(`[ ;]${property}: (#[0-9a-f]{3,6});`, 'u').exec(text)?.[1]);
    return toRgb(found.find((colour) => colour !== undefined) ?? '');
  };
  return { ink: read('color'), ground: read('background'), markInside: read('--mark-inside') };
}

function toRgb(hex: string): Rgb {
  const digits = hex.length === 4 ? hex.replace(/[0-9a-f]/gu, '$&$&') : hex;
  if (!/^#[0-9a-f]{6}$/u.test(digits)) throw new Error(`no colour: "${hex}"`);
  const channel = (at: number) => {
    const value = Number.parseInt(digits.slice(at, at + 2), 16) / 255;
    return value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4;
  };
  return [channel(1), channel(3), channel(5)];
}

/** WCAG 2: relative luminance from linear channels, and the ratio of two. */
function luminance([red, green, blue]: Rgb): number {
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}
function contrast(one: Rgb, other: Rgb): number {
  const [low = 0, high = 0] = [luminance(one), luminance(other)].toSorted((a, b) => a - b);
  return (high + 0.05) / (low + 0.05);
}

/** Machado, Oliveira and Fernandes 2009, full severity: what the eye makes of linear red, green and blue. */
const SIGHTS: Record<string, readonly Rgb[]> = {
  'all colours': [
    [1, 0, 0],
    [0, 1, 0],
    [0, 0, 1],
  ],
  'no red (protanopia)': [
    [0.152286, 1.052583, -0.204868],
    [0.114503, 0.786281, 0.099216],
    [-0.003882, -0.048116, 1.051998],
  ],
  'no green (deuteranopia)': [
    [0.367322, 0.860646, -0.227968],
    [0.280085, 0.672501, 0.047413],
    [-0.01182, 0.04294, 0.968881],
  ],
  'no blue (tritanopia)': [
    [1.255528, -0.076749, -0.178779],
    [-0.078411, 0.930809, 0.147602],
    [0.004733, 0.691367, 0.3039],
  ],
};

function seenWith(sight: readonly Rgb[], [red, green, blue]: Rgb): Rgb {
  const [r, g, b] = sight.map((row) => Math.min(1, Math.max(0, row[0] * red + row[1] * green + row[2] * blue)));
  return [r ?? 0, g ?? 0, b ?? 0];
}

/** Distance in CIE L*a*b*; 2 is just noticeable side by side. */
function difference(one: Rgb, other: Rgb): number {
  const [a, b] = [toLab(one), toLab(other)];
  return Math.hypot(a[0] - b[0], a[1] - b[1], a[2] - b[2]);
}
function toLab([red, green, blue]: Rgb): Rgb {
  const f = (t: number) => (t > 216 / 24_389 ? Math.cbrt(t) : ((24_389 / 27) * t + 16) / 116);
  const x = f((0.4124 * red + 0.3576 * green + 0.1805 * blue) / 0.95047);
  const y = f(luminance([red, green, blue]));
  const z = f((0.0193 * red + 0.1192 * green + 0.9505 * blue) / 1.08883);
  return [116 * y - 16, 500 * (x - y), 200 * (y - z)];
}

const TONES = ['admitted', 'refused', 'recorded', 'unknown'] as const;

test.each(TONES)('the words of "%s" stand out more than WCAG AA asks for, and so does its mark', (tone) => {
  const { ink, ground, markInside } = coloursOf(tone);
  expect(contrast(ink, ground)).toBeGreaterThan(5);
  expect(contrast(ink, markInside)).toBeGreaterThan(4.5);
});

describe.each(Object.entries(SIGHTS))('to eyes that see %s', (_name, sight) => {
  test.each([
    ['admitted', 'refused'],
    ['admitted', 'recorded'],
    ['admitted', 'unknown'],
    ['refused', 'recorded'],
    ['refused', 'unknown'],
    ['recorded', 'unknown'],
  ] as const)('%s and %s are different colours', (one, other) => {
    const [a, b] = [one, other].map((tone) => seenWith(sight, coloursOf(tone).ground));
    expect(difference(a ?? [0, 0, 0], b ?? [0, 0, 0])).toBeGreaterThan(20);
  });
});
