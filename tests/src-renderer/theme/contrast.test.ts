import { DEFAULT_THEME, mergeMantineTheme } from '@mantine/core';
import { expect, test } from 'vitest';
import { colourVariables } from '../../../src-renderer/theme/colour-variables';
import { theme } from '../../../src-renderer/theme/theme';

const merged = mergeMantineTheme(DEFAULT_THEME, theme);
const variables = colourVariables(merged);

/** The colour behind a variable of ours, such as `--accent`, or behind `ink.7`. */
function colour(scheme: 'light' | 'dark', name: string): string {
  const [family = '', shade] = name.split('.');
  if (shade !== undefined) return merged.colors[family as 'gray']?.[Number(shade)] ?? '';
  const value = name.startsWith('--')
    ? (Object.entries(variables[scheme]).find(([key]) => key === name)?.[1] ?? '')
    : name;
  const reference = /^var\(--mantine-color-(\w+)-(\d)\)$/.exec(value);
  return reference ? colour(scheme, `${reference[1]}.${reference[2]}`) : value;
}

function luminance(hex: string): number {
  const [red = 0, green = 0, blue = 0] = [1, 3, 5].map((at) => {
    const part = Number.parseInt(hex.slice(at, at + 2), 16) / 255;
    return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

function contrast(one: string, other: string): number {
  const [lighter = 0, darker = 0] = [luminance(one), luminance(other)].sort((a, b) => b - a);
  return (lighter + 0.05) / (darker + 0.05);
}

test.each([
  ['light', 'gray.9', '--surface', 4.5],
  ['light', 'gray.6', '--surface', 4.5],
  ['light', 'gray.6', '--mantine-color-body', 4.5],
  ['light', '--mantine-color-error', '--mantine-color-body', 4.5],
  ['light', '--accent', '--mantine-color-body', 4.5],
  ['light', '--good', '--mantine-color-body', 4.5],
  ['light', '#ffffff', 'ink.7', 4.5],
  ['light', '--focus', '--surface', 3],
  ['dark', 'dark.0', '--surface', 4.5],
  ['dark', 'dark.2', '--surface', 4.5],
  ['dark', 'dark.2', '--mantine-color-body', 4.5],
  ['dark', '--mantine-color-error', '--surface', 4.5],
  ['dark', '--mantine-color-anchor', '--surface', 4.5],
  ['dark', '--accent', '--surface', 4.5],
  ['dark', '--good', '--surface', 4.5],
  ['dark', '#ffffff', 'ink.5', 4.5],
  ['dark', '--mantine-color-ink-light-color', '--mantine-color-ink-light', 4.5],
  ['dark', '--mantine-color-marigold-light-color', '--mantine-color-marigold-light', 4.5],
  ['dark', '--mantine-color-red-light-color', '--mantine-color-red-light', 4.5],
  ['dark', '--focus', '--surface', 3],
  // The bar at the side.
  ['light', '#d5d8f2', '#171c4a', 4.5],
  ['light', '#1d2459', '#fdbf50', 4.5],
] as const)('%s: %s can be read on %s', (scheme, text, surface, least) => {
  expect(contrast(colour(scheme, text), colour(scheme, surface))).toBeGreaterThanOrEqual(least);
});
