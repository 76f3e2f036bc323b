import { randomUUID, timingSafeEqual } from 'node:crypto';
import type { RecoveryKit } from '../../src-shared/contract/office';
import { toInstant } from '../../src-shared/instant';
import type { Database } from '../database/sqlite';
import type { KeyExchange } from '../desks/key-exchange';
import type { SentKey } from '../desks/sealed-keys';
import { ExpectedError } from '../expected-error';
import type { Settings } from '../settings/settings';
import { createKeyHolder } from './key-holder';
import { type KeyRows, readKeyRows, recordKeys } from './key-rows';
import { importedKey, type KeySet, MOST_KEYS, makeKey, withKey, withoutCurrent } from './key-set';
import { createKeyStore, type OpenedKeys, type SecretBox } from './key-store';
import { mergeKit } from './merge-keys';
import { oneAtATime } from './one-at-a-time';
import { fromPassphrase, type PassphraseKeys } from './passphrase';
import { createPassphraseAttempts } from './passphrase-attempts';
import { formatKit, readKit } from './recovery-kit';

interface SigningOptions {
  /** Holds the key file. */
  readonly folder: string;
  readonly db: Database;
  readonly settings: Settings;
  /** Null where there is no keychain that can be trusted: then a passphrase protects the file. */
  readonly keychain: SecretBox | null;
  /** How keys come from other desks and go to them; null for an event in a file. */
  readonly exchange?: KeyExchange | null;
  readonly now: () => number;
}

/** What set-up knows about keys, as its input has it. */
export interface KeysWanted {
  readonly key:
    | { readonly source: 'new'; readonly passphrase: string }
    | { readonly source: 'kit'; readonly kit: string; readonly passphrase: string };
  /** The QR_SECRET of the earlier web application; empty or missing for none. */
  readonly importedSecret?: string | undefined;
}

/** Keys that are safe in their file and wait for the rows that belong to them. */
export interface EstablishedKeys {
  /** New, or the kit's. */
  readonly eventId: string;
  /** Writes the event id and the key rows; to be called exactly once, in the transaction that sets the office up. */
  record(within: Database): Promise<void>;
}

export type Signing = Awaited<ReturnType<typeof openSigning>>;

/**
 * The event's signing keys and what is done with them.
 *
 * The invariant: every key that a row names is in the key file. So a key reaches the file, on the disk, before its row
 * is committed, and nothing is signed with it before that. After a crash between the two the file has a key more than
 * the rows; opening the file for the same event adopts it. A file of another event, a damaged file or a keychain that
 * does not open is never overwritten by itself: the keys are `missing` until a kit is restored, and the old file is
 * kept beside the new one.
 *
 * Where desks share a store, each has a key file of its own. A key that is in the file and in no row is one that was
 * never used: it is left out there, because other desks would not have it. Which key signs is what this desk was sent,
 * not what the rows say: whoever can write to the store cannot bring an old key back into use.
 */
export async function openSigning({ folder, db, settings, keychain, exchange = null, now }: SigningOptions) {
  const store = createKeyStore(folder, keychain);
  const holder = createKeyHolder({ db, settings, store, exchange, protection: keychain ? 'system' : 'passphrase' });
  const { notReady } = holder;
  const attempts = createPassphraseAttempts(now);
  const queued = oneAtATime();
  let looking: Promise<void> | null = null;

  /** For whoever asks while somebody is already looking. */
  function look(): Promise<void> {
    const look = looking ?? queued(() => holder.takeUp()).finally(() => (looking = null));
    looking = look;
    return look;
  }

  /** The opened keys, once the passphrase has proved to be the one of the set-up. */
  async function prove(passphrase: string) {
    const keys = holder.keys();
    if (!keys) throw notReady();
    attempts.check();
    const proof = await fromPassphrase(passphrase, keys.salt);
    if (!timingSafeEqual(proof.verifier, keys.verifier)) attempts.fail();
    attempts.succeed();
    return { keys, proof };
  }

  async function takenIds(set: KeySet): Promise<string[]> {
    return [...set.keys.map((key) => key.keyId), ...(await readKeyRows(db)).map((row) => row.key_id)];
  }

  async function withImported(set: KeySet, secret: string): Promise<KeySet> {
    const key = importedKey(secret, await takenIds(set), toInstant(now()));
    return set.keys.some((known) => known.secret.equals(key.secret)) ? set : withKey(set, key);
  }

  function kitOf(set: KeySet, proof: PassphraseKeys): Omit<RecoveryKit, 'eventName'> {
    return {
      text: formatKit(set, proof),
      keyIds: set.keys.map((key) => key.keyId),
      madeAt: toInstant(now()),
    };
  }

  /** What was sent to a desk without keychain is protected by the passphrase from here on. */
  async function takeUpWith(passphrase: string, { salt, verifier }: SentKey): Promise<void> {
    attempts.check();
    const proof = await fromPassphrase(passphrase, salt);
    if (!timingSafeEqual(proof.verifier, verifier)) attempts.fail();
    attempts.succeed();
    await holder.takeUp(proof);
    if (holder.state() !== 'ready') throw notReady();
  }

  async function unlock(passphrase: string): Promise<void> {
    const awaiting = holder.awaiting();
    if (awaiting) return takeUpWith(passphrase, awaiting);
    if (!holder.keys()) await holder.load();
    if (holder.state() === 'ready') return;
    const wrapped = holder.state() === 'locked' ? await store.read() : null;
    if (!wrapped || wrapped.eventId !== settings.eventId()) throw holder.lost();
    attempts.check();
    const proof = await fromPassphrase(passphrase, Buffer.from(wrapped.salt, 'base64'));
    const keys = (await store.openWithPassphrase(wrapped, proof)) ?? attempts.fail();
    attempts.succeed();
    await holder.hold(keys);
    await holder.takeUp();
  }

  /** @throws ExpectedError `conflict` when the event has as many keys as a kit can carry */
  async function changeSet(passphrase: string, next: (set: KeySet) => Promise<KeySet>): Promise<RecoveryKit> {
    await holder.takeUp();
    const { proof } = await prove(passphrase);
    for (;;) {
      const keys = holder.keys();
      if (!keys) throw notReady();
      const set = await next(keys.set);
      if (set.keys.length > MOST_KEYS) throw new ExpectedError('conflict');
      const kit = { ...kitOf(set, proof), eventName: settings.event().name };
      if (set === keys.set) return kit;
      const stillHolds = (rows: KeyRows) => rows.every((row) => keys.set.keys.some((key) => key.keyId === row.key_id));
      const saving = { before: keys.set, protectedBy: keys.protection, passphrase: proof, stillHolds };
      if (await holder.save(set, saving)) return kit;
      // Another desk was quicker, and what it made comes with it.
      await holder.takeUp();
    }
  }

  /** Keys of a file that is not open, if the passphrase is good for it; null otherwise. */
  async function openLeftover(passphrase: string) {
    const wrapped = await store.read();
    if (!wrapped) return null;
    const proof = await fromPassphrase(passphrase, Buffer.from(wrapped.salt, 'base64'));
    const keys = await store.openWithPassphrase(wrapped, proof);
    return keys && { keys, proof };
  }

  async function readKitAt(field: string, kit: string, passphrase: string) {
    const reading = await readKit(kit, passphrase);
    if (reading.ok) return reading;
    throw reading.problem === 'wrong-passphrase'
      ? new ExpectedError('wrong-passphrase')
      : new ExpectedError('invalid-input', { fields: { [field]: 'invalid' } });
  }

  async function restore(kit: string, passphrase: string): Promise<string[]> {
    const eventId = settings.eventId();
    if (eventId === null) throw new ExpectedError('not-found');
    const reading = await readKitAt('kit', kit, passphrase);
    await holder.takeUp();
    // Open keys are only rewritten under their own passphrase: a kit must not be a way to put another one in its place.
    const own = holder.keys() ? await prove(passphrase) : await openLeftover(passphrase);
    const ours = own?.keys.set.eventId === eventId ? own : null;
    const before = ours?.keys.set ?? null;
    const merged = mergeKit(
      eventId,
      reading.set,
      before && exchange ? withoutCurrent(before) : before,
      await readKeyRows(db),
    );
    if (!merged) throw new ExpectedError('conflict');
    if (!ours) await store.keepAside();
    await holder.save(merged, {
      before,
      protectedBy: ours?.keys.protection ?? (await store.bestProtection()),
      passphrase: ours?.proof ?? reading.passphrase,
    });
    return merged.keys.map((key) => key.keyId);
  }

  async function keysWanted({ key }: KeysWanted) {
    const leftover = await openLeftover(key.passphrase);
    if (key.source === 'new') {
      if (leftover) return { set: leftover.keys.set, proof: leftover.proof, adopted: true };
      const set = { eventId: randomUUID(), keys: [makeKey([], toInstant(now()))] };
      return { set, proof: await fromPassphrase(key.passphrase), adopted: false };
    }
    const reading = await readKitAt('key.kit', key.kit, key.passphrase);
    const { eventId } = reading.set;
    const merged = leftover && mergeKit(eventId, reading.set, ofEvent(eventId, leftover.keys.set), []);
    const adopted = merged !== null && leftover?.keys.set.eventId === eventId;
    return { set: adopted ? merged : reading.set, proof: reading.passphrase, adopted };
  }

  async function establish(wanted: KeysWanted, commit: (keys: EstablishedKeys) => Promise<void>): Promise<RecoveryKit> {
    if (settings.eventId() !== null) throw new ExpectedError('already-set-up');
    const { set: base, proof, adopted } = await keysWanted(wanted);
    const set = wanted.importedSecret ? await withImported(base, wanted.importedSecret) : base;
    if (set.keys.length > MOST_KEYS) throw new ExpectedError('conflict');
    const kit = kitOf(set, proof);
    if (!adopted) await store.keepAside();
    const written = await store.write(set, await store.bestProtection(), proof);
    await commit({
      eventId: set.eventId,
      async record(within) {
        // Another desk may have set the same store up meanwhile.
        if (await settings.isWritten(within, 'eventId')) throw new ExpectedError('already-set-up');
        await settings.write(within, 'eventId', set.eventId);
        await recordKeys(within, set);
      },
    });
    await settings.reload();
    if (settings.eventId() !== set.eventId) throw new Error('an office was set up without recording its keys');
    await holder.hold(written);
    return { ...kit, eventName: settings.event().name };
  }

  await holder.load();
  return {
    state: holder.state,
    /** Of the key file; before there is one, what it will be. */
    protection: holder.protection,

    /**
     * The verified pass id of a scanned or typed code; null for a code that no key of this event signed. To be waited for
     * where another desk may have made its key a moment ago.
     * @throws ExpectedError `keys-locked` or `keys-missing` when it takes a key that is not open to tell
     */
    passIdOf(code: string): string | null | Promise<string | null> {
      const passId = holder.verify(code);
      if (passId === null && holder.mayBeNew(code)) return look().then(() => holder.judge(code));
      return passId ?? holder.judge(code);
    },

    /**
     * All keys, for another desk to be let in.
     * @throws ExpectedError `keys-locked` or `keys-missing` unless this desk has every key of the event
     */
    opened(): OpenedKeys {
      const keys = holder.keys();
      if (holder.state() !== 'ready' || !keys) throw notReady();
      return keys;
    },

    /** Takes up what other desks have sealed for this one. */
    takeUp: look,

    /** For a desk that was removed from the store: neither its memory nor its disk has the keys any more. */
    forget: () => queued(holder.forget),

    /** @param listener called when all keys are there that were not before */
    onReady: holder.onReady,

    /** The text inside the QR of a pass; null while there is no key to sign with. */
    codeOf: (passId: string): string | null => holder.sign(passId),

    /** Which keys the event has, oldest first; also while they are locked or missing. */
    list: () => readKeyRows(db),

    /**
     * Tries the keychain or file once more where it did not open at the start.
     * @throws ExpectedError `wrong-passphrase`, `too-many-attempts`, or `keys-missing` when no passphrase can help
     */
    unlock: (passphrase: string) => queued(() => unlock(passphrase)),

    /**
     * Signs with a new key from now on; older keys still verify. Like the next two it wants the passphrase of the
     * set-up, also where a keychain protects the file, so that no kit is printed under a mistyped one.
     */
    rotate: (passphrase: string) =>
      queued(() => changeSet(passphrase, async (set) => withKey(set, makeKey(await takenIds(set), toInstant(now()))))),

    /** Takes in the secret of the earlier web application, whose passes then admit. Twice is once. */
    importSecret: (secret: string, passphrase: string) =>
      queued(() => changeSet(passphrase, (set) => withImported(set, secret))),

    kit: (passphrase: string) => queued(() => changeSet(passphrase, async (set) => set)),

    /**
     * Adds the keys of a kit of this event to those that can be opened, and gives the ids of all.
     * @throws ExpectedError `invalid-input` on `kit` when it is mistyped, `wrong-passphrase`, or `conflict` when it is
     * not of this event
     */
    restore: (kit: string, passphrase: string) => queued(() => restore(kit, passphrase)),

    /**
     * Gives a new office its keys: writes their file, then lets `commit` run the transaction that records them, then
     * takes them into use. When `commit` fails, or the machine stops before it is done, the file stays and the next
     * try under the same passphrase adopts it, event id and all; under another passphrase it is kept aside. `commit`
     * must not call back into signing.
     * @throws ExpectedError `already-set-up`, `wrong-passphrase`, or `invalid-input` on `key.kit` when it is mistyped
     */
    establish: (wanted: KeysWanted, commit: (keys: EstablishedKeys) => Promise<void>) =>
      queued(() => establish(wanted, commit)),
  };
}

function ofEvent(eventId: string, set: KeySet): KeySet | null {
  return set.eventId === eventId ? set : null;
}
