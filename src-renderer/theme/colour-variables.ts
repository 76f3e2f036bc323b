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
    '--mantine-color-teal-light-color': '#05573f',
    '--good': '#1c7a3e',
    '--focus': 'var(--mantine-color-marigold-6)',
  },
  dark: {
    '--mantine-color-body': 'var(--mantine-color-dark-8)',
    '--mantine-color-placeholder': 'var(--mantine-color-dark-2)',
    '--mantine-color-error': '#ff9d94',
    '--mantine-color-anchor': 'var(--mantine-color-ink-2)',
    '--mantine-color-ink-light': '#2b3163',
    '--mantine-color-ink-light-hover': '#353c78',
    '--mantine-color-ink-light-color': 'var(--mantine-color-ink-1)',
    '--mantine-color-marigold-light': '#3b2b10',
    '--mantine-color-marigold-light-hover': '#4b3715',
    '--mantine-color-marigold-light-color': 'var(--mantine-color-marigold-2)',
    '--mantine-color-red-light': '#4c1b24',
    '--mantine-color-red-light-hover': '#5e222d',
    '--mantine-color-red-light-color': '#ffc4be',
    '--surface': 'var(--mantine-color-dark-7)',
    '--surface-border': 'var(--mantine-color-dark-5)',
    '--accent': 'var(--mantine-color-marigold-4)',
    '--good': '#7ed99b',
    '--focus': 'var(--mantine-color-marigold-3)',
  },
});
