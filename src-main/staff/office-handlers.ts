import type { HandlersOf } from '../caller';
import type { OwnDesk } from '../desks/desks';
import { ExpectedError } from '../expected-error';
import type { Settings } from '../settings/settings';
import type { Signing } from '../signing/signing';
import type { Sessions } from './sessions';
import type { SetUp } from './set-up';

interface OfficeHandlersOptions {
  readonly settings: Settings;
  readonly signing: Signing;
  readonly sessions: Sessions;
  readonly setUp: SetUp;
  /** This desk among those of a shared store; null for an event in a file. */
  readonly desk: () => OwnDesk | null;
  /** Null without a desktop. */
  readonly desktop: object | null;
  readonly demo: boolean;
  readonly version: string;
}

export function createOfficeHandlers(
  options: OfficeHandlersOptions,
): HandlersOf<'office.status' | 'setUp.create' | 'setUp.complete'> {
  const { settings, signing, sessions, setUp, desk, desktop, demo, version } = options;
  return {
    'office.status': async (_input, { connection }) => {
      const stage = await setUp.stage();
      return {
        stage,
        needsSetUpCode: stage === 'new' && connection.transport === 'https',
        event: settings.eventOrNull(),
        settings: settings.office(),
        keys: signing.state() === 'missing' && desk()?.state === 'waiting' ? 'waiting' : signing.state(),
        desk: desk(),
        keyProtection: signing.protection(),
        desktop: desktop !== null,
        demo,
        version,
        session: sessions.signedIn(connection),
      };
    },
    'setUp.create': async (input, { connection }) => {
      const { person, invitations, kit } = await setUp.create(input, connection);
      return { signedIn: sessions.start(connection, person), invitations, kit };
    },
    'setUp.complete': async (input, { connection }) => {
      // Before the work: what is handed over once must not be lost to a session that ends meanwhile.
      const signedIn = sessions.signedIn(connection);
      if (!signedIn) throw new ExpectedError('not-signed-in');
      return { signedIn, ...(await setUp.complete(input)) };
    },
  };
}
