import type { z } from 'zod';
import type { OfficeContract, OperationName } from '../../src-shared/contract/contract';

export type InputOf<K extends OperationName> = z.input<OfficeContract[K]['input']>;
export type OutputOf<K extends OperationName> = z.output<OfficeContract[K]['output']>;

/** What a desk can ask. Phones have a short list of their own, and a link that repeats it. */
export type DeskOperation = Exclude<OperationName, `gate.${string}`>;

/**
 * Whether an operation may be sent again after its answer was lost, when nobody knows whether it was done.
 * `passive` changes nothing, and pages ask for it by themselves. `read` changes nothing, but keeps the desk from locking.
 * `safe` done twice is done once: it replaces a whole, or carries an id under which the office finds the first one.
 * `once` is left to the person, who can see what became of it.
 */
type Repeating = 'passive' | 'read' | 'safe' | 'once';

/** Closed: a new operation does not compile until it is judged. */
const REPEATING = {
  'office.status': 'passive',
  'setUp.create': 'once',
  'setUp.complete': 'once',
  'event.save': 'safe',
  'settings.save': 'safe',

  'keys.list': 'read',
  'keys.unlock': 'once',
  'keys.rotate': 'once',
  'keys.importSecret': 'once',
  'keys.printKit': 'once',
  'keys.restore': 'once',

  // Tries are counted.
  'session.signIn': 'once',
  'session.unlock': 'once',
  'session.changePassword': 'once',
  'session.signOut': 'safe',
  'session.lock': 'safe',

  'staff.list': 'read',
  // What is shown once would be made twice, and the first is void.
  'staff.invite': 'once',
  'staff.resetPassword': 'once',
  'staff.update': 'once',

  'passTypes.list': 'passive',
  'passTypes.save': 'safe',
  // Under its sale id.
  'passes.sell': 'safe',
  'passes.get': 'read',
  'passes.search': 'read',
  'passes.watch': 'passive',
  // Each undoes the other: a late repetition could undo what somebody decided in between.
  'passes.cancel': 'once',
  'passes.reinstate': 'once',

  // Under its scan id.
  'scans.scan': 'safe',
  'scans.recent': 'passive',
  'scans.ofPass': 'read',
  'scans.collisions': 'passive',
  // The second decision is a conflict.
  'scans.settle': 'once',

  'reports.dashboard': 'passive',
  'reports.gate': 'passive',

  'exchange.exportPiece': 'read',
  'exchange.inspect': 'read',
  'exchange.preview': 'read',
  // Under its import id.
  'exchange.import': 'safe',

  'listener.status': 'passive',
  'listener.save': 'safe',
  'listener.forgetMove': 'safe',
  'listener.importCertificate': 'once',
  'listener.authority': 'read',

  'devices.list': 'passive',
  // The code of the lost answer is over with the one that is shown.
  'devices.invite': 'safe',
  'devices.invitation': 'passive',
  // Under the invitation's id.
  'devices.accept': 'safe',
  'devices.cancelInvitation': 'safe',
  'devices.change': 'safe',
  'devices.revoke': 'safe',
  'devices.responsible': 'passive',

  'desks.list': 'passive',
  // Let in twice is let in once; so are the next two.
  'desks.approve': 'safe',
  'desks.rename': 'safe',
  'desks.remove': 'safe',

  'backups.status': 'passive',
  // Each makes one more, and takes its time.
  'backups.make': 'once',
  'backups.check': 'read',
  'backups.save': 'safe',
  // Makes a new key each time.
  'backups.protect': 'once',
  'backups.chooseFolder': 'once',

  'restore.list': 'passive',
  'restore.choose': 'once',
  'restore.try': 'once',
  'restore.apply': 'once',
  'restore.progress': 'passive',

  'health.notices': 'passive',
  'health.figures': 'passive',
  'health.metrics': 'passive',
  'health.report': 'read',
  'health.clockIsRight': 'safe',
  // Twice in the log is better than not there.
  'health.reportPage': 'safe',

  'privacy.status': 'passive',
  'privacy.save': 'safe',
  'privacy.find': 'read',
  'privacy.export': 'read',
  // Done again it would say that there was nothing to erase.
  'privacy.erase': 'once',
  'privacy.eraseAll': 'once',

  'store.status': 'passive',
  'store.try': 'read',
  // Moving twice would find the event moved.
  'store.share': 'once',
  'store.join': 'once',
  'store.leave': 'once',
  'store.relocate': 'once',
  'store.progress': 'passive',

  'updates.status': 'passive',
  // Each ends somewhere else, and one of them ends the program.
  'updates.check': 'once',
  'updates.install': 'once',
  'updates.goBack': 'once',

  'desktop.settings': 'passive',
  'desktop.saveSettings': 'safe',
  'desktop.camera': 'passive',
  'desktop.saveCamera': 'safe',
  'desktop.printers': 'passive',
  // Paper cannot be taken back.
  'desktop.print': 'once',
  'desktop.eventFolder': 'passive',
  'desktop.chooseEventFolder': 'once',
  // Again it would be the folder where the event is already.
  'desktop.useEventFolder': 'once',
} as const satisfies Record<DeskOperation, Repeating>;

/** What changes nothing, so that a page may ask for it as often as it likes. */
export type ReadName = {
  [K in DeskOperation]: (typeof REPEATING)[K] extends 'passive' | 'read' ? K : never;
}[DeskOperation];

export function isRepeatable(name: OperationName): boolean {
  return repeatingOf(name) !== 'once';
}

/** Whether pages may ask for it over and over without keeping a left desk from locking. */
export function isPassive(name: OperationName): boolean {
  return repeatingOf(name) === 'passive';
}

function repeatingOf(name: OperationName): Repeating {
  return name in REPEATING ? REPEATING[name as DeskOperation] : 'once';
}
