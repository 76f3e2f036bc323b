import { randomBytes } from 'node:crypto';
import type { CallerRole, Role } from '../../src-shared/contract/operation';
import type { SignedIn } from '../../src-shared/contract/staff';
import type { Caller, Connection } from '../caller';
import { ExpectedError } from '../expected-error';
import type { Settings } from '../settings/settings';

/** Nobody stays signed in for longer, however busy: the longest event day. */
const LONGEST = 12 * 60 * 60 * 1_000;
const MINUTE = 60_000;

/** Whose password was right, and what has to happen before they may work. */
export interface Person {
  readonly username: string;
  readonly displayName: string;
  readonly role: Role;
  /** A one-time password, or one that would not be accepted today. */
  readonly mustReplacePassword: boolean;
  /** Of the password that was right, as the account has it. */
  readonly passwordHash: string;
}

interface Session {
  readonly person: Person;
  /** That the person is just choosing here. */
  readonly nextHash: string | null;
  readonly startedAt: number;
  readonly lastActiveAt: number;
  readonly locked: boolean;
}

/** What a session goes by of an account. */
export interface FollowedAccount extends Pick<Person, 'displayName' | 'role' | 'passwordHash'> {
  readonly mayWork: boolean;
}

interface SessionsOptions {
  readonly now: () => number;
  readonly settings: Pick<Settings, 'office'>;
}

export type Sessions = ReturnType<typeof createSessions>;

/** Who is signed in where. Held in this process only: ids are random, and what they stand for never leaves. */
export function createSessions({ now, settings }: SessionsOptions) {
  const sessions = new Map<string, Session>();

  /** The session behind a connection, locked if it was idle for too long; null and forgotten if it is over. */
  function find(connection: Connection): Session | null {
    const id = connection.sessionId;
    if (id === null) return null;
    const session = sessions.get(id);
    if (!session || isOver(session)) {
      end(connection);
      return null;
    }
    const isIdle = now() - session.lastActiveAt >= settings.office().idleMinutes * MINUTE;
    return isIdle && !session.locked ? put(id, { ...session, locked: true }) : session;
  }

  function isOver(session: Session): boolean {
    return now() - session.startedAt >= LONGEST;
  }

  function put(id: string, session: Session): Session {
    sessions.set(id, session);
    return session;
  }

  function end(connection: Connection): void {
    if (connection.sessionId === null) return;
    sessions.delete(connection.sessionId);
    connection.attach(null);
  }

  function open(connection: Connection, person: Person, startedAt: number): SignedIn {
    end(connection);
    for (const [id, session] of sessions) if (isOver(session)) sessions.delete(id);
    const id = randomBytes(32).toString('base64url');
    const session = put(id, { person, nextHash: null, startedAt, lastActiveAt: now(), locked: false });
    connection.attach(id);
    return describe(session);
  }

  return {
    /**
     * Who is calling. A call that a person made keeps the session from locking; one that a page makes by itself does not.
     */
    callerOf(connection: Connection, active: boolean): Caller {
      const session = find(connection);
      const id = connection.sessionId;
      if (!session || id === null) return { role: 'visitor', username: null, deviceId: null, connection };
      if (active && !session.locked) put(id, { ...session, lastActiveAt: now() });
      return { role: roleOf(session), username: session.person.username, deviceId: null, connection };
    },

    signedIn(connection: Connection): SignedIn | null {
      const session = find(connection);
      return session && describe(session);
    },

    /** Always under a new id, so that an id which somebody planted before is worth nothing. */
    start: (connection: Connection, person: Person): SignedIn => open(connection, person, now()),

    /**
     * After the password was given again: unlocked, under a new id, and over at the same time as before.
     * @throws ExpectedError `not-signed-in` when the session ended meanwhile
     */
    renew(connection: Connection, person: Person): SignedIn {
      const session = find(connection);
      if (session?.person.username !== person.username) throw new ExpectedError('not-signed-in');
      return open(connection, person, session.startedAt);
    },

    lock(connection: Connection): void {
      const session = find(connection);
      if (session && connection.sessionId !== null) put(connection.sessionId, { ...session, locked: true });
    },

    /** What an administrator changed about a person holds from their next call on. */
    update(username: string, change: Pick<Person, 'displayName' | 'role'>): void {
      for (const [id, session] of sessions) {
        if (session.person.username === username) put(id, { ...session, person: { ...session.person, ...change } });
      }
    },

    /** Before an account gets this password from whoever sits here, so that `follow` does not take it for somebody else's. */
    expect(connection: Connection, nextHash: string): void {
      const session = find(connection);
      if (session && connection.sessionId !== null) put(connection.sessionId, { ...session, nextHash });
    },

    /**
     * What was changed about accounts at another desk that shares the store holds here from the next call on. Whoever is
     * disabled, or has got another password elsewhere, has to sign in anew.
     */
    follow(accounts: ReadonlyMap<string, FollowedAccount>): void {
      for (const [id, session] of sessions) {
        const { person, nextHash } = session;
        const account = accounts.get(person.username);
        if (!account?.mayWork || ![person.passwordHash, nextHash].includes(account.passwordHash)) sessions.delete(id);
        else put(id, { ...session, person: { ...person, displayName: account.displayName, role: account.role } });
      }
    },

    end,

    /** How many desks somebody is signed in at, locked ones too. */
    count: (): number => [...sessions.values()].filter((session) => !isOver(session)).length,

    /** @param but the connection that stays signed in */
    endAllOf(username: string, but?: Connection): void {
      for (const [id, session] of sessions) {
        if (session.person.username === username && id !== but?.sessionId) sessions.delete(id);
      }
    },
  };
}

function roleOf(session: Session): CallerRole {
  const { state } = describe(session);
  return state === 'active' ? session.person.role : state;
}

function describe({ person, locked }: Session): SignedIn {
  const { username, displayName, role, mustReplacePassword } = person;
  return { username, displayName, role, state: locked ? 'locked' : mustReplacePassword ? 'invited' : 'active' };
}
