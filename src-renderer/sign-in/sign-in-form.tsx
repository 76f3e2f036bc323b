import { Button, Stack, Text, TextInput } from '@mantine/core';
import { type FormEvent, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useMutationOperation } from '../api/use-operation';
import { useSession } from '../session/use-session';
import { RefusalAlert } from '../ui/refusal-alert';
import { useCountdown } from '../ui/use-countdown';
import { TypedPassword } from './typed-password';

interface SignInFormProps {
  /** Already filled in where the page belongs to somebody. */
  readonly username?: string;
}

/** The office says the same of an unknown user and of a wrong password, and so does this form. */
export function SignInForm({ username: known = '' }: SignInFormProps) {
  const { t } = useTranslation('signIn');
  const session = useSession();
  const signIn = useMutationOperation('session.signIn', { refresh: [] });
  const [username, setUsername] = useState(known);
  const [password, setPassword] = useState('');
  const passwordField = useRef<HTMLInputElement>(null);
  const wait = useCountdown(signIn.refusal?.retryAfterSeconds ?? 0, signIn.refusal);

  async function onSubmit(event: FormEvent) {
    event.preventDefault();
    const reply = await signIn.run({ username, password });
    if (reply.ok) return session.enter(reply.value, password);
    passwordField.current?.focus();
    passwordField.current?.select();
  }

  return (
    <form onSubmit={(event) => void onSubmit(event)}>
      <Stack gap="md">
        <TextInput
          label={t('username')}
          autoComplete="username"
          autoCapitalize="none"
          spellCheck={false}
          size="lg"
          required
          withAsterisk={false}
          autoFocus={known === ''}
          value={username}
          onChange={(event) => setUsername(event.currentTarget.value)}
        />
        <TypedPassword
          ref={passwordField}
          label={t('password')}
          autoComplete="current-password"
          size="lg"
          required
          withAsterisk={false}
          {...(known === '' ? {} : { 'data-autofocus': true })}
          value={password}
          onChange={(event) => setPassword(event.currentTarget.value)}
        />
        <RefusalAlert refusal={signIn.refusal} />
        <Button type="submit" size="lg" fullWidth loading={signIn.isPending} disabled={wait > 0}>
          {t('submit')}
        </Button>
        <Text size="sm" c="dimmed">
          {t('forgotten')}
        </Text>
      </Stack>
    </form>
  );
}
