import { Anchor, Button, Stack } from '@mantine/core';
import { type FormEvent, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { FieldProblems } from '../../src-shared/contract/operation';
import { problemWords } from '../api/apply-problems';
import { useMutationOperation } from '../api/use-operation';
import type { SignedInPerson } from '../session/session-types';
import { useSession } from '../session/use-session';
import { PageHeader } from '../ui/page-header';
import { RefusalAlert } from '../ui/refusal-alert';
import { showRefusal } from '../ui/show-refusal';
import { Entrance } from './entrance';
import { NewPasswordFields } from './new-password-fields';
import { TypedPassword } from './typed-password';

export const SHORTEST_PASSWORD = 15;

/** For somebody who signed in with a one-time password and can do nothing else before they have their own. */
export function ChoosePasswordPage({ person }: { readonly person: SignedInPerson }) {
  const { t } = useTranslation('signIn');
  const session = useSession();
  const change = useMutationOperation('session.changePassword', { refresh: [] });
  const [typedOneTime, setTypedOneTime] = useState('');
  const [password, setPassword] = useState('');
  const [repeated, setRepeated] = useState('');
  const [mismatch, setMismatch] = useState(false);
  const field = useRef<HTMLInputElement>(null);
  const problems: FieldProblems = change.refusal?.fields ?? {};

  async function onSubmit(event: FormEvent) {
    event.preventDefault();
    setMismatch(password !== repeated);
    if (password !== repeated) return;
    const reply = await change.run({ currentPassword: session.oneTimePassword ?? typedOneTime, newPassword: password });
    if (reply.ok) return session.enter(reply.value);
    field.current?.focus();
  }

  return (
    <Entrance>
      <PageHeader title={t('choose.title')} description={t('choose.body', { name: person.displayName })} />
      <form onSubmit={(event) => void onSubmit(event)}>
        <Stack gap="md">
          <input type="hidden" autoComplete="username" value={person.username} readOnly />
          {session.oneTimePassword === null && (
            <TypedPassword
              label={t('choose.oneTime')}
              description={t('choose.oneTimeHint')}
              autoComplete="current-password"
              required
              value={typedOneTime}
              onChange={(event) => setTypedOneTime(event.currentTarget.value)}
            />
          )}
          <NewPasswordFields
            label={t('newPassword.label')}
            rules={t('newPassword.rules')}
            shortest={SHORTEST_PASSWORD}
            value={password}
            repeated={repeated}
            error={problems.newPassword ? problemWords(problems.newPassword) : null}
            repeatedError={mismatch ? t('newPassword.mismatch') : null}
            onChange={setPassword}
            onRepeat={setRepeated}
            fieldRef={field}
            autoFocus={session.oneTimePassword !== null}
          />
          {!problems.newPassword && <RefusalAlert refusal={change.refusal} />}
          <Button type="submit" size="lg" fullWidth loading={change.isPending}>
            {t('choose.submit')}
          </Button>
          <Anchor component="button" type="button" onClick={() => void session.signOut().then(showRefusal)}>
            {t('choose.leave')}
          </Anchor>
        </Stack>
      </form>
    </Entrance>
  );
}
