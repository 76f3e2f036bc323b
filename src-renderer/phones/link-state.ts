import { fromInstant } from '../../src-shared/instant';
import type { OutputOf } from '../api/operations';

export type Device = OutputOf<'devices.list'>[number];
export type Link = 'connected' | 'quiet' | 'closed' | 'missing' | 'paused' | 'expired' | 'revoked';

/** An open page asks every second; some of that may be lost on the way. */
const CONNECTED_MS = 6_000;
/** A page that is silent for longer is not in front of anybody. */
const CLOSED_MS = 120_000;
/** A clock that is wrong by more makes the times on the phone misleading. */
const SKEW_MS = 120_000;

/** @param silentMs since its page last asked; null when it has not been seen since the office was opened */
export function linkOf(device: Pick<Device, 'state' | 'missing'>, silentMs: number | null): Link {
  if (device.state !== 'active') return device.state;
  if (device.missing) return 'missing';
  if (silentMs === null || silentMs > CLOSED_MS) return 'closed';
  return silentMs > CONNECTED_MS ? 'quiet' : 'connected';
}

/** By deviceId: what the office last said, and when that was on the clock of this page. Null since the office was opened. */
export type Sightings = Readonly<
  Record<string, { readonly lastSeenAt: string | null; readonly since: number | null } | undefined>
>;

/**
 * Dates each sighting by the clock of this page, which another desk may have set differently from the office's: what has
 * changed since the answer before happened just now.
 * @param at when the answer came, in milliseconds on the clock of this page
 */
export function observe(before: Sightings, devices: readonly Device[], at: number): Sightings {
  return Object.fromEntries(
    devices.map(({ deviceId, lastSeenAt }) => {
      const known = before[deviceId];
      if (known?.lastSeenAt === lastSeenAt) return [deviceId, known];
      // Only the first answer has to be taken at the office's word.
      const since = lastSeenAt === null || known ? at : Math.min(at, fromInstant(lastSeenAt));
      return [deviceId, { lastSeenAt, since: lastSeenAt === null ? null : since }];
    }),
  );
}

/** Milliseconds that a clock is ahead (positive) or behind, when that is worth a word; null otherwise. */
export function worthySkew(skewMs: number | null | undefined): number | null {
  return skewMs != null && Math.abs(skewMs) > SKEW_MS ? skewMs : null;
}

/** The first free place at the gate, for the name of the next phone. */
export function nextNumber(devices: readonly Device[], nameOf: (number: number) => string): number {
  const taken = new Set(devices.filter(({ state }) => state !== 'revoked').map(({ name }) => name.toLowerCase()));
  let number = 1;
  while (taken.has(nameOf(number).toLowerCase())) number += 1;
  return number;
}
