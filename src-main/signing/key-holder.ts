import type { z } from 'zod';
import type { KeyState } from '../../src-shared/contract/office';
import { parsePassCode } from '../../src-shared/pass-code';
import type { Database } from '../database/sqlite';
import { change } from '../database/transact';
import type { KeyExchange } from '../desks/key-exchange';
import { mergeSent } from '../desks/merge-sent';
import type { SentKey } from '../desks/sealed-keys';
import { ExpectedError } from '../expected-error';
import type { Settings } from '../settings/settings';
import { isRecorded, isTrusted, type KeyRows, onlyRecorded, readKeyRows, recordKeys } from './key-rows';
import type { KeySet } from './key-set';
import type { KeyProtection, KeyStore, OpenedKeys } from './key-store';
import { createPassSigner, type PassSigner } from './pass-signer';
import type { PassphraseKeys } from './passphrase';

interface KeyHolderOptions {
  readonly db: Database;
  readonly settings: Settings;
  readonly store: KeyStore;
  /** How keys come from other desks and go to them; null for an event in a file. */
  readonly exchange: KeyExchange | null;
  /** Of a key file that does not exist yet. */
  readonly protection: KeyProtection;
}

interface Saving {
  /** What this desk had; null for nothing. */
  readonly before: KeySet | null;
  readonly protectedBy: KeyProtection;
  readonly passphrase: Pick<OpenedKeys, 'salt' | 'verifier' | 'wrap'>;
  /** Whether nothing has changed, judged within the transaction. */
  readonly stillHolds?: (rows: KeyRows) => boolean;
}

interface Held {
  readonly keys: OpenedKeys;
  readonly signer: PassSigner;
}

/** The keys in memory, as they are in the key file, in the rows and at other desks. Its caller sees to one call at a time. */
export function createKeyHolder(options: KeyHolderOptions) {
  const { db, settings, store, exchange } = options;
  const listeners = new Set<() => void>();
  let held: Held | null = null;
  /** As they are in the key file. */
  let onDisk: OpenedKeys | null = null;
  /** What was sent to a desk without keychain, which waits for the passphrase to protect it with. */
  let awaiting: SentKey | null = null;
  let state: Exclude<z.infer<typeof KeyState>, 'waiting'> = 'missing';
  let { protection } = options;

  async function load(): Promise<void> {
    const wrapped = await store.read();
    if (wrapped) protection = wrapped.protection;
    const eventId = settings.eventId();
    if (eventId === null || wrapped?.eventId !== eventId) return;
    const keys = await store.openWithKeychain(wrapped);
    if (keys) await hold(keys);
    else if (wrapped.protection === 'passphrase') state = 'locked';
  }

  /** Takes keys into use whose file is written, in a file also those that a crash kept out of the rows. */
  async function hold(keys: OpenedKeys): Promise<void> {
    onDisk = keys;
    if (!exchange && !isRecorded(await readKeyRows(db), keys.set)) {
      await change(db, (within) => recordKeys(within, keys.set));
    }
    const rows = await readKeyRows(db);
    const set = exchange ? onlyRecorded(keys.set, rows) : keys.set;
    const trusted = set.keys.filter((key) => isTrusted(rows, key));
    const signer = createPassSigner({ eventId: set.eventId, keys: trusted });
    const complete = rows.every((row) => trusted.some((key) => key.keyId === row.key_id));
    const wasReady = state === 'ready';
    held = { keys: { ...keys, set }, signer };
    awaiting = null;
    protection = keys.protection;
    state = complete && signer.canSign ? 'ready' : 'missing';
    if (state === 'ready' && !wasReady) for (const listener of listeners) listener();
  }

  /** @returns false, with nothing recorded, where what `set` was made from is no longer so */
  async function save(set: KeySet, { before, protectedBy, passphrase, stillHolds }: Saving): Promise<boolean> {
    const written = await store.write(set, protectedBy, passphrase);
    onDisk = written;
    const isDone = await change(db, async (within) => {
      if (exchange && stillHolds && !stillHolds(await readKeyRows(within))) return false;
      await recordKeys(within, set);
      await exchange?.spread(within, before, written);
      return true;
    });
    await hold(written);
    return isDone;
  }

  /**
   * Takes up what other desks have sealed for this one since: into the key file first, then into use.
   * @param proof of the passphrase of the set-up, where a desk without keychain has just got it
   */
  async function takeUp(proof: PassphraseKeys | null = null): Promise<void> {
    const eventId = settings.eventId();
    if (!exchange || eventId === null) return;
    if (onDisk?.set.eventId === eventId) await hold(onDisk);
    else if (state !== 'locked') await load();
    // What is in a locked file is known once somebody has opened it.
    if (state === 'locked' && !awaiting) return;

    const sent = await exchange.received(eventId);
    const merged = mergeSent(eventId, sent, held?.keys.set ?? null, await readKeyRows(db));
    if (awaiting) state = 'missing';
    awaiting = null;
    if (merged) await keep(merged.set, merged.from, proof);
    const known = new Set(held?.keys.set.keys.map((key) => key.keyId));
    await exchange.throwAway(sent.map(({ key }) => key.keyId).filter((keyId) => known.has(keyId)));
  }

  async function keep(set: KeySet, from: SentKey, proof: PassphraseKeys | null): Promise<void> {
    const own = held?.keys;
    const protectedBy = own?.protection ?? (await store.bestProtection());
    const passphrase = own ?? { salt: from.salt, verifier: from.verifier, wrap: proof?.wrap ?? null };
    if (protectedBy === 'passphrase' && passphrase.wrap === null) {
      awaiting = from;
      protection = protectedBy;
      state = 'locked';
      return;
    }
    if (!own) await store.keepAside();
    await hold(await store.write(set, protectedBy, passphrase));
  }

  function notReady(): ExpectedError {
    return new ExpectedError(state === 'locked' ? 'keys-locked' : 'keys-missing');
  }

  const verify = (code: string): string | null => held?.signer.verify(code) ?? null;

  return {
    load,
    hold,
    save,
    takeUp,
    notReady,
    verify,
    state: () => state,
    protection: () => protection,
    keys: () => held?.keys ?? null,
    awaiting: () => awaiting,
    sign: (passId: string): string | null => held?.signer.sign(passId, settings.office().codeFormat) ?? null,

    /** @throws ExpectedError `keys-locked` or `keys-missing` when it takes a key that is not open to tell */
    judge(code: string): string | null {
      const passId = verify(code);
      if (passId === null && state !== 'ready') throw notReady();
      return passId;
    },

    /** Whether another desk may have made the key of a code that verifies under none of those that are here. */
    mayBeNew(code: string): boolean {
      const claim = exchange && held ? parsePassCode(code) : null;
      if (!claim) return false;
      return claim.kind === 'seed' || !held?.keys.set.keys.some((key) => key.keyId === claim.keyId);
    },

    /** No passphrase can open what there is. @returns what to throw */
    lost(): ExpectedError {
      state = 'missing';
      return notReady();
    },

    /** Neither memory nor disk has the keys any more. @returns false where there was nothing to forget */
    async forget(): Promise<boolean> {
      const eventId = settings.eventId();
      const isOnDisk = eventId !== null && (await store.read())?.eventId === eventId;
      if (isOnDisk) await store.forget();
      const isOver = isOnDisk || state !== 'missing';
      held = null;
      onDisk = null;
      awaiting = null;
      state = 'missing';
      return isOver;
    },

    /** @param listener called when all keys are there that were not before */
    onReady: (listener: () => void): void => void listeners.add(listener),
  };
}
