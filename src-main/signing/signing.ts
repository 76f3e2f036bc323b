import { randomUUID, timingSafeEqual } from 'node:crypto';
import type { z } from 'zod';
import type { KeyState, RecoveryKit } from '../../src-shared/contract/office';
import { toInstant } from '../../src-shared/instant';
import type { Database } from '../database/sqlite';
import { change } from '../database/transact';
import { ExpectedError } from '../expected-error';
import type { Settings } from '../settings/settings';
import { isRecorded, isTrusted, readKeyRows, recordKeys } from './key-rows';
import { importedKey, type KeySet, MOST_KEYS, makeKey, withKey } from './key-set';
import { createKeyStore, type KeyProtection, type OpenedKeys, type SecretBox } from './key-store';
import { mergeKit } from './merge-keys';
import { oneAtATime } from './one-at-a-time';
import { createPassSigner, type PassSigner } from './pass-signer';
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

interface Held {
  readonly keys: OpenedKeys;
  readonly signer: PassSigner;
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
 */
export async function openSigning({ folder, db, settings, keychain, now }: SigningOptions) {
  const store = createKeyStore(folder, keychain);
  const attempts = createPassphraseAttempts(now);
  const queued = oneAtATime();
  let held: Held | null = null;
  let state: z.infer<typeof KeyState> = 'missing';
  let protection: KeyProtection = keychain ? 'system' : 'passphrase';

  async function load(): Promise<void> {
    const wrapped = await store.read();
    if (wrapped) protection = wrapped.protection;
    const eventId = settings.eventId();
    if (eventId === null || wrapped?.eventId !== eventId) return;
    const keys = await store.openWithKeychain(wrapped);
    if (keys) await hold(keys);
    else if (wrapped.protection === 'passphrase') state = 'locked';
  }

  /** Takes keys into use whose file is written, adopting those that a crash kept out of the rows. */
  async function hold(keys: OpenedKeys): Promise<void> {
    const { set } = keys;
    if (!isRecorded(await readKeyRows(db), set)) {
      await change(db, (within) => recordKeys(within, set));
    }
    const rows = await readKeyRows(db);
    const trusted = set.keys.filter((key) => isTrusted(rows, key));
    const signer = createPassSigner({ eventId: set.eventId, keys: trusted });
    const complete = rows.every((row) => trusted.some((key) => key.keyId === row.key_id));
    held = { keys, signer };
    protection = keys.protection;
    state = complete && signer.canSign ? 'ready' : 'missing';
  }

  async function save(set: KeySet, protectedBy: KeyProtection, passphrase: PassphraseKeys): Promise<void> {
    const written = await store.write(set, protectedBy, passphrase);
    await change(db, (within) => recordKeys(within, set));
    await hold(written);
  }

  function notReady(): ExpectedError {
    return new ExpectedError(state === 'locked' ? 'keys-locked' : 'keys-missing');
  }

  /** The opened keys, once the passphrase has proved to be the one of the set-up. */
  async function prove(passphrase: string) {
    if (!held) throw notReady();
    const { keys } = held;
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

  async function unlock(passphrase: string): Promise<void> {
    if (!held) await load();
    if (state === 'ready') return;
    const wrapped = state === 'locked' ? await store.read() : null;
    if (wrapped?.eventId !== settings.eventId()) state = 'missing';
    if (!wrapped || state !== 'locked') throw notReady();
    attempts.check();
    const proof = await fromPassphrase(passphrase, Buffer.from(wrapped.salt, 'base64'));
    const keys = (await store.openWithPassphrase(wrapped, proof)) ?? attempts.fail();
    attempts.succeed();
    await hold(keys);
  }

  /** @throws ExpectedError `conflict` when the event has as many keys as a kit can carry */
  async function changeSet(passphrase: string, next: (set: KeySet) => Promise<KeySet>): Promise<RecoveryKit> {
    const { keys, proof } = await prove(passphrase);
    const set = await next(keys.set);
    if (set.keys.length > MOST_KEYS) throw new ExpectedError('conflict');
    const kit = kitOf(set, proof);
    if (set !== keys.set) await save(set, keys.protection, proof);
    return { ...kit, eventName: settings.event().name };
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
    // Open keys are only rewritten under their own passphrase: a kit must not be a way to put another one in its place.
    const own = held ? await prove(passphrase) : await openLeftover(passphrase);
    const ours = own?.keys.set.eventId === eventId ? own : null;
    const merged = mergeKit(eventId, reading.set, ours?.keys.set ?? null, await readKeyRows(db));
    if (!merged) throw new ExpectedError('conflict');
    if (!ours) await store.keepAside();
    await save(merged, ours?.keys.protection ?? (await store.bestProtection()), ours?.proof ?? reading.passphrase);
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
        await settings.write(within, 'eventId', set.eventId);
        await recordKeys(within, set);
      },
    });
    await settings.reload();
    if (settings.eventId() !== set.eventId) throw new Error('an office was set up without recording its keys');
    await hold(written);
    return { ...kit, eventName: settings.event().name };
  }

  await load();
  return {
    state: () => state,
    /** Of the key file; before there is one, what it will be. */
    protection: () => protection,

    /**
     * The verified pass id of a scanned or typed code; null for a code that no key of this event signed.
     * @throws ExpectedError `keys-locked` or `keys-missing` when it takes a key that is not open to tell
     */
    passIdOf(code: string): string | null {
      const passId = held?.signer.verify(code) ?? null;
      if (passId === null && state !== 'ready') throw notReady();
      return passId;
    },

    /** The text inside the QR of a pass; null while there is no key to sign with. */
    codeOf: (passId: string): string | null => held?.signer.sign(passId, settings.office().codeFormat) ?? null,

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
