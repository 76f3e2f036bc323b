import { Alert, Anchor, Button, Stack, Text } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { STATUS_KEY, useMutationOperation } from '../api/use-operation';
import type { SignedInPerson } from '../session/session-types';
import { useSession } from '../session/use-session';
import { Cover } from '../ui/cover';
import { PageHeader } from '../ui/page-header';
import { RefusalAlert } from '../ui/refusal-alert';
import { showRefusal } from '../ui/show-refusal';
import { useCountdown } from '../ui/use-countdown';
import { Entrance } from './entrance';
import { TypedPassword } from './typed-password';

interface LockOverlayProps {
  readonly person: SignedInPerson;
}

/** Over a page whose session rests. The page underneath stays as it is and comes back with the right password. */
export function LockOverlay({ person }: LockOverlayProps) {
  const { t } = useTranslation('signIn');
  return (
    <Cover label={t('lock.title')}>
      <Entrance>
        <PageHeader title={t('lock.title')} description={t('lock.body', { name: person.displayName })} />
        <Stack gap="lg">
          <UnlockForm />
          <SomebodyElse name={person.displayName} />
        </Stack>
      </Entrance>
    </Cover>
  );
}

function UnlockForm() {
  const { t } = useTranslation('signIn');
  const session = useSession();
  const queries = useQueryClient();
  const unlock = useMutationOperation('session.unlock', { refresh: [] });
  const [password, setPassword] = useState('');
  const field = useRef<HTMLInputElement>(null);
  const wait = useCountdown(unlock.refusal?.retryAfterSeconds ?? 0, unlock.refusal);

  async function onSubmit(event: FormEvent) {
    event.preventDefault();
    const reply = await unlock.run({ password });
    if (reply.ok) return session.enter(reply.value);
    // Another window of the same session may have unlocked or ended it meanwhile.
    if (reply.code === 'forbidden') await queries.invalidateQueries({ queryKey: STATUS_KEY });
    field.current?.focus();
    field.current?.select();
  }

  return (
    <form onSubmit={(event) => void onSubmit(event)}>
      <Stack gap="md">
        <TypedPassword
          ref={field}
          label={t('password')}
          autoComplete="current-password"
          size="lg"
          required
          withAsterisk={false}
          data-autofocus
          value={password}
          onChange={(event) => setPassword(event.currentTarget.value)}
        />
        <RefusalAlert refusal={unlock.refusal} />
        <Button type="submit" size="lg" fullWidth loading={unlock.isPending} disabled={wait > 0}>
          {t('lock.unlock')}
        </Button>
      </Stack>
    </form>
  );
}

/** Leaving costs what was typed, so it takes two steps. */
function SomebodyElse({ name }: { readonly name: string }) {
  const { t } = useTranslation('signIn');
  const session = useSession();
  const [asked, setAsked] = useState(false);
  if (!asked) {
    return (
      <Anchor component="button" type="button" onClick={() => setAsked(true)}>
        {t('lock.somebodyElse')}
      </Anchor>
    );
  }
  return (
    <Alert color="marigold">
      <Stack gap="sm">
        <Text>{t('lock.leaveWarning', { name })}</Text>
        <Button variant="default" onClick={() => void session.signOut().then(showRefusal)}>
          {t('lock.leave', { name })}
        </Button>
      </Stack>
    </Alert>
  );
}
