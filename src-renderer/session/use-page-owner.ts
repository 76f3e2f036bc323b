import { useQueryClient } from '@tanstack/react-query';
import { useMemo, useState } from 'react';
import { useLocation } from 'wouter';
import { useApi } from '../api/api-provider';
import { STATUS_KEY } from '../api/use-operation';
import type { SignedInPerson, Status } from './session-types';
import type { Session } from './use-session';

/**
 * Whose page is on screen. It outlasts the session itself: a page whose session has locked or ended stays as it is
 * under an overlay, so that nothing typed is lost, until that person comes back or somebody else signs in.
 */
export function usePageOwner(current: SignedInPerson | null): { owner: SignedInPerson | null; session: Session } {
  const api = useApi();
  const queries = useQueryClient();
  const [, navigate] = useLocation();
  const [owner, setOwner] = useState<SignedInPerson | null>(null);
  const [oneTimePassword, setOneTimePassword] = useState<string | null>(null);
  if (current?.state === 'active' && !isSame(current, owner)) setOwner(current);

  const session = useMemo<Session>(() => {
    async function setSession(change: (before: SignedInPerson | null) => SignedInPerson | null): Promise<void> {
      // An answer still on its way was given before the change and would undo it.
      await queries.cancelQueries({ queryKey: STATUS_KEY });
      queries.setQueryData<Status>(STATUS_KEY, (status) =>
        status ? { ...status, session: change(status.session) } : status,
      );
    }
    function forgetAnswers(): void {
      queries.removeQueries({ predicate: ({ queryKey }) => queryKey[0] !== STATUS_KEY[0] });
    }
    return {
      oneTimePassword,
      enter(person, password) {
        setOneTimePassword(person.state === 'invited' ? (password ?? null) : null);
        if (owner && owner.username !== person.username) forgetAnswers();
        void setSession(() => person).then(() => queries.invalidateQueries());
      },
      async lock() {
        const reply = await api['session.lock']({});
        if (!reply.ok) return reply;
        await setSession((before) => (before ? { ...before, state: 'locked' } : null));
        return null;
      },
      async signOut() {
        const reply = await api['session.signOut']({});
        if (!reply.ok) return reply;
        await setSession(() => null);
        setOwner(null);
        setOneTimePassword(null);
        forgetAnswers();
        navigate('/login');
        return null;
      },
    };
  }, [api, queries, navigate, owner, oneTimePassword]);

  return { owner, session };
}

function isSame(one: SignedInPerson, other: SignedInPerson | null): boolean {
  return one.username === other?.username && one.displayName === other.displayName && one.role === other.role;
}
