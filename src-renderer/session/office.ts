import { createContext, useContext } from 'react';
import type { Role, SignedInPerson, Status } from './session-types';

export const OfficeContext = createContext<Status | null>(null);

/** What the office says of itself: the event, the keys, who is signed in. Always there once a page is shown. */
export function useOffice(): Status {
  const status = useContext(OfficeContext);
  if (!status) throw new Error('there is no OfficeGate above');
  return status;
}

export const PersonContext = createContext<SignedInPerson | null>(null);

/** Whose page this is. Stays while the desk is locked, so that the page can stay as it is. */
export function usePerson(): SignedInPerson {
  const person = useContext(PersonContext);
  if (!person) throw new Error('nobody is signed in above');
  return person;
}

/** Whether the person's role is one of these. Only decides what is shown: the office itself decides what is allowed. */
export function useHasRole(roles: readonly Role[]): boolean {
  return roles.includes(usePerson().role);
}
