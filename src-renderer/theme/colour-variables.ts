import type { CSSVariablesResolver } from '@mantine/core';

/** Where Mantine's own choice would be too pale to read on our surfaces. `--surface` is what cards are made of. */
export const colourVariables: CSSVariablesResolver = () => ({
  variables: {},
  light: {
    '--mantine-color-body': 'var(--mantine-color-gray-0)',
    '--mantine-color-placeholder': 'var(--mantine-color-gray-6)',
    '--mantine-color-error': '#b3261e',
    '--mantine-color-default': '#ffffff',
    '--mantine-color-default-border': 'var(--mantine-color-gray-4)',
    '--surface': '#ffffff',
    '--surface-border': 'var(--mantine-color-gray-2)',
    '--accent': 'var(--mantine-color-marigold-7)',
    '--good': '#1c7a3e',
    '--focus': 'var(--mantine-color-marigold-6)',
  },
  dark: {
    '--mantine-color-body': 'var(--mantine-color-dark-8)',
    '--mantine-color-placeholder': 'var(--mantine-color-dark-2)',
    '--mantine-color-error': '#ff9d94',
    '--mantine-color-anchor': 'var(--mantine-color-ink-2)',
    '--surface': 'var(--mantine-color-dark-7)',
    '--surface-border': 'var(--mantine-color-dark-5)',
    '--accent': 'var(--mantine-color-marigold-4)',
    '--good': '#7ed99b',
    '--focus': 'var(--mantine-color-marigold-3)',
  },
});
