import type { Holdings, JournalAddition } from '../../src-shared/contract/backups';
import type { Instant } from '../../src-shared/instant';
import type { Restoration, RestoreError } from './restore-on-start';

/** What the console says of a backup that was restored. */
export function restorationWords({ folder, file, trial, holds, keptAs }: Restoration): string {
  return [
    `Restored ${file}`,
    ...(trial.backup.state === 'verified'
      ? []
      : ['It came without a note of what it has to hold, so only its form could be checked.']),
    `It holds ${holdingsWords(holds)}`,
    journalWords(trial.journal),
    keptAs === null
      ? `There was no event in ${folder} before.`
      : `What was there before is kept as ${keptAs} in ${folder}`,
    ...(trial.keys === 'here'
      ? []
      : [
          'The signing keys of this event are not on this computer: sign in, and bring them back with the recovery kit.',
        ]),
    '',
  ].join('\n');
}

/** Why a backup was not restored, as a sentence with what to do. */
export function restoreRefusal({ file, code }: RestoreError): string {
  if (code === 'not-found') return `${file} cannot be read. Nothing was changed.`;
  if (code === 'store-shared') {
    return 'The event is in a store that desks share. Bring it back to a file first, under Settings, Data. Nothing was changed.';
  }
  if (code === 'wrong-passphrase') {
    return `${file} is encrypted, and EPASS_BACKUP_PASSPHRASE_FILE does not name a file with its passphrase. Nothing was changed.`;
  }
  if (code === 'disk-full') return 'There is not enough room on the disk to restore a backup. Nothing was changed.';
  return `${file} is damaged, is in use, or is no event that this version of E-Pass Box Office can open. Nothing was changed.`;
}

function holdingsWords({ eventName, passes, people, admitted, lastAt }: Holdings): string {
  const name = eventName === '' ? '' : `${eventName}: `;
  const last = lastAt === null ? '' : `; the last sale or scan was at ${timeWords(lastAt)}`;
  return `${name}${count(passes, 'pass', 'passes')} for ${count(people, 'person', 'people')}, ${admitted} of the passes admitted${last}`;
}

function journalWords({ state, sales, admissions, until }: JournalAddition): string {
  if (state === 'none') return 'There is no journal of it: what was sold or scanned after it is not in it.';
  const added = `The journal added ${count(sales, 'sale', 'sales')} and ${count(admissions, 'admission', 'admissions')}`;
  const reach = until === null ? '' : `, up to ${timeWords(until)}`;
  return state === 'complete'
    ? `${added}${reach}`
    : `${added}${reach}, and ends there: a part of it is missing or damaged.`;
}

function count(number: number, one: string, many: string): string {
  return `${number} ${number === 1 ? one : many}`;
}

/** The zone of the event is not known before it is open. */
function timeWords(at: Instant): string {
  return `${at.slice(0, 10)} ${at.slice(11, 19)} UTC`;
}
