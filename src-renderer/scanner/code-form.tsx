import { IconBarcode } from '@tabler/icons-react';
import { type FormEvent, type RefObject, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from '../ui/plain/button';
import { TextField } from '../ui/plain/fields';
import classes from './scanner.module.css';

interface CodeFormProps {
  readonly field: RefObject<HTMLInputElement | null>;
  readonly onCode: (code: string) => void;
  /** Whether the field keeps the focus. On a phone its keyboard would stay over the verdict. */
  readonly stay?: boolean;
}

/** For hand scanners, which type a code and Enter, and for people who do the same. */
export function CodeForm({ field, onCode, stay = true }: CodeFormProps) {
  const { t } = useTranslation('scanner');
  const [code, setCode] = useState('');

  function onSubmit(event: FormEvent) {
    event.preventDefault();
    onCode(code);
    setCode('');
    if (stay) field.current?.focus({ preventScroll: true });
    else field.current?.blur();
  }

  return (
    <form className={classes.code} onSubmit={onSubmit}>
      <TextField
        ref={field}
        className={classes.field ?? ''}
        label={t('code.label')}
        placeholder={t('code.placeholder')}
        leftSection={<IconBarcode size={22} aria-hidden />}
        value={code}
        onChange={(event) => setCode(event.currentTarget.value)}
        autoComplete="off"
        autoCapitalize="off"
        autoCorrect="off"
        spellCheck={false}
        enterKeyHint="go"
      />
      <Button type="submit">{t('code.submit')}</Button>
    </form>
  );
}
