import { Button, Code, Group, Stack, Text } from '@mantine/core';
import { IconWand } from '@tabler/icons-react';
import { type Ref, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { makePassphrase } from './passphrase-words';
import { TypedPassword } from './typed-password';

interface NewPasswordFieldsProps {
  readonly label: string;
  /** What makes a good one, under the label. */
  readonly rules: string;
  readonly shortest: number;
  readonly value: string;
  readonly repeated: string;
  /** In words, from the office or from `newPasswordProblem`. */
  readonly error?: string | null;
  readonly repeatedError?: string | null;
  readonly onChange: (value: string) => void;
  readonly onRepeat: (value: string) => void;
  readonly fieldRef?: Ref<HTMLInputElement>;
  readonly autoFocus?: boolean;
}

/** A secret that somebody chooses: typed twice, or made for them from random words and then shown to be written down. */
export function NewPasswordFields(props: NewPasswordFieldsProps) {
  const { t } = useTranslation('signIn');
  const [made, setMade] = useState<string | null>(null);
  const count = Array.from(props.value).length;
  const left = props.shortest - count;

  function make() {
    const secret = makePassphrase();
    setMade(secret);
    props.onChange(secret);
    props.onRepeat(secret);
  }

  return (
    <Stack gap="sm">
      <TypedPassword
        {...(props.fieldRef ? { ref: props.fieldRef } : {})}
        label={props.label}
        description={props.rules}
        autoComplete="new-password"
        autoFocus={props.autoFocus ?? false}
        required
        value={props.value}
        error={props.error}
        onChange={(event) => props.onChange(event.currentTarget.value)}
      />
      {count > 0 && (
        <Text size="sm" c={left > 0 ? 'dimmed' : 'var(--good)'} fw={600}>
          {left > 0 ? t('newPassword.count', { count, left }) : t('newPassword.enough')}
        </Text>
      )}
      <TypedPassword
        label={t('newPassword.repeat')}
        autoComplete="new-password"
        required
        value={props.repeated}
        error={props.repeatedError}
        onChange={(event) => props.onRepeat(event.currentTarget.value)}
      />
      <Group>
        <Button variant="light" leftSection={<IconWand size={18} aria-hidden />} onClick={make}>
          {t('newPassword.make')}
        </Button>
      </Group>
      {made !== null && made === props.value && (
        <div role="status">
          <Text size="sm">{t('newPassword.made')}</Text>
          <Code block fz="md" fw={700} mt={6}>
            {made}
          </Code>
        </div>
      )}
    </Stack>
  );
}
