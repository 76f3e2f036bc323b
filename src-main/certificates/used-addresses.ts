import { readFileSync } from 'node:fs';
import writeFileAtomic from 'write-file-atomic';
import { z } from 'zod';
import { toInstant } from '../../src-shared/instant';
import { DAY } from './certificate';

/** Address -> the last day on which this computer had it. */
const Days = z.record(z.ipv4(), z.iso.date());
type Days = z.infer<typeof Days>;

const KEPT_DAYS = 30;
const MOST = 40;

/**
 * Notes the addresses of today and gives those of the last thirty days, the latest first: a computer that comes back to
 * one of them then has a certificate for it.
 * @param now milliseconds since 1970
 */
export async function noteAddresses(file: string, addresses: readonly string[], now: number): Promise<string[]> {
  const kept = read(file);
  const today = toInstant(now).slice(0, 10);
  const oldest = toInstant(now - KEPT_DAYS * DAY).slice(0, 10);
  const days = [...Object.entries(kept), ...addresses.map((address) => [address, today] as const)];
  const recent = Object.entries(Object.fromEntries(days))
    .filter(([, day]) => day >= oldest)
    .sort(([, a], [, b]) => (a < b ? 1 : -1))
    .slice(0, MOST);
  const next = JSON.stringify(Object.fromEntries(recent));
  // A full disk is no reason to keep phones out.
  if (next !== JSON.stringify(kept)) await writeFileAtomic(file, next, { mode: 0o600 }).catch(() => undefined);
  return recent.map(([address]) => address);
}

function read(file: string): Days {
  try {
    return Days.parse(JSON.parse(readFileSync(file, 'utf8')));
  } catch {
    return {};
  }
}
