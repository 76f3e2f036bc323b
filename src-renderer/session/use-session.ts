import { createContext, useContext } from 'react';
import type { Refusal } from '../../src-shared/contract/operation';
import type { SignedInPerson } from './session-types';

/** Signing in and out as the page sees it. The office keeps the session itself. */
export interface Session {
  /**
   * After a sign-in, an unlocking or a new password. All that the pages show is asked for again.
   * @param password what an invited person just signed in with, so that they need not type it again to replace it
   */
  enter(person: SignedInPerson, password?: string): void;
  /** Null when it is locked. */
  lock(): Promise<Refusal | null>;
  /** Null when it has ended; nothing of the person is left for the next one. */
  signOut(): Promise<Refusal | null>;
  /** What the invited person signed in with; null for everybody else and after the page was opened anew. */
  readonly oneTimePassword: string | null;
}

export const SessionContext = createContext<Session | null>(null);

export function useSession(): Session {
  const session = useContext(SessionContext);
  if (!session) throw new Error('there is no OfficeGate above');
  return session;
}
