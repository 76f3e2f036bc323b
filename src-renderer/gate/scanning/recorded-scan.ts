import type { ErrorCode } from '../../../src-shared/contract/operation';
import { parsePassCode } from '../../../src-shared/pass-code';
import type { RefusedScan } from '../../scanner/verdict-types';

/** A scan that this phone keeps until the office has judged it and, where that matters, somebody has read so. */
export interface RecordedScan {
  readonly scanId: string;
  readonly code: string;
  /** When the code was read: milliseconds since 1970 by this phone's clock. */
  readonly at: number;
  /** What the volunteer was shown. Nothing, if the page was closed before there was anything to show. */
  readonly told: 'nothing' | 'recorded';
  /** How often the office was asked since it was recorded, without a judgement. */
  readonly tries: number;
  readonly fate: ScanFate;
}

export type ScanFate =
  | { readonly kind: 'waiting' }
  /** The people are inside, and the office says that they should not be. Kept until somebody has read it. */
  | { readonly kind: 'collided'; readonly outcome: RefusedScan }
  /** The office cannot take it as it is. Kept until a person has dealt with it. */
  | { readonly kind: 'stuck'; readonly problem: ErrorCode };

/** A scan on its way to another address, small enough for a link: scan id, code, moment of reading, what was told. */
export type MovedScan = readonly [scanId: string, code: string, at: number, told: RecordedScan['told']];

/** The longest that the office believes a scan to have been waiting. */
export const LONGEST_WAIT_MS = 172_800_000;
/** More than a phone can scan in an event; a longer list was not made by this page. */
const LONGEST_LIST = 5_000;
const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;

/** Oldest first; scans of the same millisecond by their ids, which grow with time. */
export function byReading(one: RecordedScan, other: RecordedScan): number {
  return one.at - other.at || (one.scanId < other.scanId ? -1 : 1);
}

export function toMoved({ scanId, code, at, told }: RecordedScan): MovedScan {
  return [scanId, code, at, told];
}

/**
 * The scans in a list that came in an address, which anybody can write. What is none is left out, so that one bad entry
 * costs nobody theirs.
 * @param now milliseconds since 1970 by this phone's clock
 */
export function fromMoved(list: unknown, now: number): RecordedScan[] {
  if (!Array.isArray(list) || list.length > LONGEST_LIST) return [];
  return list.flatMap((one: unknown) => toRecorded(one, now) ?? []);
}

function toRecorded(value: unknown, now: number): RecordedScan | null {
  if (!Array.isArray(value) || value.length !== 4) return null;
  const [scanId, code, at, told]: unknown[] = value;
  if (typeof scanId !== 'string' || !UUID.test(scanId)) return null;
  if (typeof code !== 'string' || parsePassCode(code) === null) return null;
  if (typeof at !== 'number' || !Number.isSafeInteger(at) || at > now || at < now - LONGEST_WAIT_MS) return null;
  if (told !== 'nothing' && told !== 'recorded') return null;
  return { scanId, code, at, told, tries: 0, fate: { kind: 'waiting' } };
}
