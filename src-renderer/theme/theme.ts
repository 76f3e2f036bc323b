import {
  Alert,
  Badge,
  Button,
  Checkbox,
  createTheme,
  Modal,
  NumberInput,
  Paper,
  PasswordInput,
  Select,
  Table,
  Textarea,
  TextInput,
} from '@mantine/core';
import { look } from './look';

const large = { defaultProps: { size: 'md' } };

/** The look of the desk, with how it uses each component. */
export const theme = createTheme({
  ...look,
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
        title: { fontSize: 'var(--mantine-font-size-lg)', fontWeight: 700 },
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
