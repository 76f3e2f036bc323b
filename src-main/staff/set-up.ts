import type { OfficeContract } from '../../src-shared/contract/contract';
import type { RecoveryKit } from '../../src-shared/contract/office';
import type { FieldProblem, Input, Role } from '../../src-shared/contract/operation';
import type { Connection } from '../caller';
import type { Database } from '../database/sqlite';
import type { AdminRow } from '../database/tables';
import { changeOnce } from '../database/transact';
import { ExpectedError } from '../expected-error';
import type { PassTypes } from '../passes/pass-types';
import type { Settings } from '../settings/settings';
import type { Signing } from '../signing/signing';
import { displayNameOf, isTaken } from './accounts';
import { passwordProblem } from './password-policy';
import type { Person } from './sessions';
import { createSetUpCode } from './set-up-code';
import type { Staff } from './staff';

interface SetUpOptions {
  readonly db: Database;
  readonly settings: Settings;
  readonly signing: Signing;
  readonly staff: Staff;
  readonly passTypes: PassTypes;
  readonly setUpCode: string | null;
  readonly now: () => number;
}

type Creation = Input<OfficeContract['setUp.create']>;
type Completion = Input<OfficeContract['setUp.complete']>;

/** What set-up hands over exactly once. */
interface HandedOver {
  readonly invitations: { username: string; displayName: string; role: Role; oneTimePassword: string }[];
  readonly kit: RecoveryKit;
}

export type SetUp = ReturnType<typeof createSetUp>;

/** Makes an office out of an empty file, or out of one of the earlier web application. */
export function createSetUp({ db, settings, signing, staff, passTypes, setUpCode, now }: SetUpOptions) {
  const code = createSetUpCode({ setUpCode, now });

  async function stage(): Promise<'new' | 'upgraded' | 'open'> {
    if (settings.eventOrNull()) return 'open';
    return (await hasAccounts(db)) ? 'upgraded' : 'new';
  }

  /**
   * Everything in one transaction. When it fails the office is as it was, and the same set-up can be sent again: the
   * signing key that was already written is taken up, not made a second time. Of two at once `establish` lets one through.
   */
  async function commit(input: Completion, administrator: AdminRow | null): Promise<HandedOver> {
    await refuseTaken(input, administrator);
    const invited = await Promise.all(input.staff.map(staff.draftInvitation));
    const accounts = [...(administrator ? [administrator] : []), ...invited.map(({ row }) => row)];

    const kit = await signing.establish(input, async (keys) => {
      await changeOnce(db, async (within) => {
        await settings.write(within, 'event', input.event);
        await settings.write(within, 'office', settings.office());
        await underPassTypes(passTypes.save(input.passTypes, within));
        if (accounts.length > 0) await within.insertInto('admins').values(accounts).execute();
        await keys.record(within);
      });
    });
    return {
      kit,
      invitations: invited.map(({ row, oneTimePassword }) => ({
        username: row.username,
        displayName: displayNameOf(row),
        role: row.role,
        oneTimePassword,
      })),
    };
  }

  /** Each name once, and none that has an account already. */
  async function refuseTaken({ staff: people }: Completion, administrator: AdminRow | null): Promise<void> {
    const seen = new Set(administrator ? [administrator.username] : []);
    const fields: Record<string, FieldProblem> = {};
    for (const [index, { username }] of people.entries()) {
      if (seen.has(username) || (await isTaken(db, username))) fields[`staff.${index}.username`] = 'taken';
      seen.add(username);
    }
    if (Object.keys(fields).length > 0) throw new ExpectedError('invalid-input', { fields });
  }

  return {
    stage,

    /**
     * Sets a new office up.
     * @throws ExpectedError `already-set-up` as soon as any account exists, and what is wrong with the input
     */
    async create(input: Creation, connection: Connection): Promise<HandedOver & { readonly person: Person }> {
      if ((await stage()) !== 'new') throw new ExpectedError('already-set-up');
      code.check(input.setUpCode, connection);
      const { password, ...about } = input.administrator;
      const problem = passwordProblem(password, about.username);
      if (problem) throw new ExpectedError('invalid-input', { fields: { 'administrator.password': problem } });

      const person = { ...about, role: 'administrator' } as const;
      const account = await staff.draftAccount(person, password);
      const done = await commit(input, account);
      return { ...done, person: { ...person, mustReplacePassword: false, passwordHash: account.password_hash } };
    },

    /**
     * Gives the file of the earlier web application its event and keys; its passes and accounts stay.
     * @throws ExpectedError `already-set-up` when there is an event, and what is wrong with the input
     */
    async complete(input: Completion): Promise<HandedOver> {
      if ((await stage()) !== 'upgraded') throw new ExpectedError('already-set-up');
      return commit(input, null);
    },
  };
}

async function hasAccounts(db: Database): Promise<boolean> {
  return (await db.selectFrom('admins').select('username').limit(1).executeTakeFirst()) !== undefined;
}

/** Set-up has the pass types under another name than `passTypes.save`, and so its field problems. */
async function underPassTypes(saving: Promise<unknown>): Promise<void> {
  try {
    await saving;
  } catch (error) {
    if (!(error instanceof ExpectedError) || !error.details.fields) throw error;
    const renamed = Object.entries(error.details.fields).map(([path, problem]) => [
      path.replace(/^types\b/, 'passTypes'),
      problem,
    ]);
    throw new ExpectedError(error.code, { fields: Object.fromEntries(renamed) });
  }
}
