import {
  Alert,
  Badge,
  Button,
  Checkbox,
  createTheme,
  type MantineColorsTuple,
  Modal,
  NumberInput,
  Paper,
  PasswordInput,
  Select,
  Table,
  Textarea,
  TextInput,
} from '@mantine/core';

/** Deep indigo: what acts and what is chosen. */
const ink: MantineColorsTuple = [
  '#eef0fb',
  '#dadef5',
  '#b8bfec',
  '#929ce2',
  '#727dd8',
  '#5562cd',
  '#4350b8',
  '#36419b',
  '#2a337c',
  '#1d2459',
];
/** Warm marigold: the one thing on a screen that matters most. */
const marigold: MantineColorsTuple = [
  '#fff6e5',
  '#ffe9c2',
  '#ffd58a',
  '#fdbf50',
  '#f7a928',
  '#e8920c',
  '#c67606',
  '#955506',
  '#77440a',
  '#553107',
];
/** Greys with a little of the ink in them. */
const gray: MantineColorsTuple = [
  '#f6f6fb',
  '#eeeef6',
  '#e1e2ee',
  '#cdcfe0',
  '#a9acc4',
  '#80859f',
  '#5a5f7e',
  '#484c69',
  '#2f3350',
  '#1a1d36',
];
const dark: MantineColorsTuple = [
  '#e8e9f4',
  '#cccee0',
  '#a9adc8',
  '#7e83a5',
  '#41466b',
  '#30345a',
  '#212546',
  '#15182f',
  '#0e1023',
  '#080a17',
];

const large = { defaultProps: { size: 'md' } };

/** The look of every page. Text is larger than usual, for poor light and a queue in front of the desk. */
export const theme = createTheme({
  colors: { ink, marigold, gray, dark },
  primaryColor: 'ink',
  primaryShade: { light: 7, dark: 5 },
  black: '#1a1d36',
  defaultRadius: 'md',
  fontFamily: "system-ui, 'Segoe UI', Roboto, 'Noto Sans', 'Helvetica Neue', Arial, sans-serif",
  fontFamilyMonospace: "ui-monospace, 'Cascadia Mono', 'DejaVu Sans Mono', Menlo, Consolas, monospace",
  fontSizes: { xs: '0.8125rem', sm: '0.9375rem', md: '1.0625rem', lg: '1.25rem', xl: '1.5rem' },
  spacing: { xs: '0.5rem', sm: '0.75rem', md: '1.125rem', lg: '1.75rem', xl: '2.5rem' },
  radius: { xs: '4px', sm: '6px', md: '10px', lg: '16px', xl: '24px' },
  headings: {
    fontWeight: '700',
    textWrap: 'balance',
    sizes: {
      h1: { fontSize: '2rem', lineHeight: '1.2' },
      h2: { fontSize: '1.4rem', lineHeight: '1.3' },
      h3: { fontSize: '1.15rem', lineHeight: '1.35' },
    },
  },
  respectReducedMotion: true,
  cursorType: 'pointer',
  components: {
    Alert: Alert.extend({
      styles: {
        title: { fontSize: 'var(--mantine-font-size-md)' },
        message: { fontSize: 'var(--mantine-font-size-md)' },
      },
    }),
    Badge: Badge.extend({
      defaultProps: { size: 'lg', radius: 'sm', variant: 'light', tt: 'none' },
      // Its word is the state itself, so a narrow column may not cut it.
      styles: { root: { minWidth: 'max-content' } },
    }),
    Button: Button.extend(large),
    Checkbox: Checkbox.extend(large),
    InputLabel: { styles: { label: { marginBottom: 4 } } },
    Modal: Modal.extend({
      defaultProps: { radius: 'lg', centered: true, padding: 'lg', overlayProps: { blur: 2 } },
      styles: {
        content: { background: 'var(--surface)' },
        header: { background: 'var(--surface)' },
        title: { fontSize: 'var(--mantine-font-size-lg)', fontWeight: 700, lineHeight: 1.3 },
      },
    }),
    NumberInput: NumberInput.extend(large),
    Paper: Paper.extend({ defaultProps: { radius: 'lg' } }),
    PasswordInput: PasswordInput.extend(large),
    Select: Select.extend(large),
    Table: Table.extend({ defaultProps: { verticalSpacing: 'sm', highlightOnHover: true } }),
    Textarea: Textarea.extend(large),
    TextInput: TextInput.extend(large),
  },
});
