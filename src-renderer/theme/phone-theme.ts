import { createTheme } from '@mantine/core';
import { look } from './look';

const large = { defaultProps: { size: 'md' } };

/** The look of a phone's page. Names its components instead of importing them, since few of them are loaded there. */
export const phoneTheme = createTheme({
  ...look,
  components: {
    Alert: {
      styles: {
        title: { fontSize: 'var(--mantine-font-size-md)' },
        message: { fontSize: 'var(--mantine-font-size-md)' },
      },
    },
    Button: large,
    InputLabel: { styles: { label: { marginBottom: 4 } } },
    TextInput: large,
  },
});
