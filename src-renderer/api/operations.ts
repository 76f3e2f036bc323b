import type { z } from 'zod';
import type { OfficeContract, OperationName } from '../../src-shared/contract/contract';

export type InputOf<K extends OperationName> = z.input<OfficeContract[K]['input']>;
export type OutputOf<K extends OperationName> = z.output<OfficeContract[K]['output']>;

/** What changes nothing, so that a page may ask for it by itself and as often as it likes. */
export const READS = [
  'office.status',
  'passTypes.list',
  'passes.get',
  'passes.search',
  'passes.watch',
  'reports.dashboard',
  'reports.gate',
  'scans.recent',
  'scans.ofPass',
  'listener.authority',
  'scans.collisions',
  'listener.status',
  'devices.list',
  'devices.invitation',
  'devices.responsible',
  'staff.list',
  'keys.list',
  'desktop.settings',
  'desktop.printers',
] as const satisfies readonly OperationName[];
export type ReadName = (typeof READS)[number];

/**
 * What may be sent again after a lost answer: reads, replacements of a whole, and what carries an id of its own, so
 * that the second one finds the first. Anything else, such as a person's invitation, is left to the person to repeat.
 */
const REPEATABLE: ReadonlySet<OperationName> = new Set<OperationName>([
  ...READS,
  'passes.sell',
  'scans.scan',
  'exchange.exportPiece',
  'exchange.inspect',
  'exchange.preview',
  'exchange.import',
  'event.save',
  'settings.save',
  'passTypes.save',
  'desktop.saveSettings',
  'listener.save',
  'listener.forgetMove',
  'listener.authority',
  // The code of the lost answer is over with the one that is shown.
  'devices.invite',
  'devices.accept',
  'devices.cancelInvitation',
  'devices.change',
  'devices.revoke',
  'session.lock',
  'session.signOut',
]);

export function isRepeatable(name: OperationName): boolean {
  return REPEATABLE.has(name);
}
