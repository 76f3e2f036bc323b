import { type HandlersOf, usernameOf } from '../caller';
import { ExpectedError } from '../expected-error';
import type { Desks } from './desks';

export type DesksOperation = 'desks.list' | 'desks.approve' | 'desks.rename' | 'desks.remove';

/** @param desks null for an event in a file, which has none */
export function createDesksHandlers(desks: Desks | null): HandlersOf<DesksOperation> {
  if (!desks) {
    const refuse = () => Promise.reject(new ExpectedError('not-found'));
    return { 'desks.list': () => [], 'desks.approve': refuse, 'desks.rename': refuse, 'desks.remove': refuse };
  }
  return {
    'desks.list': () => desks.list(),
    'desks.approve': ({ deskId, check }, caller) => desks.approve(deskId, check, usernameOf(caller)),
    'desks.rename': ({ deskId, name }) => desks.rename(deskId, name),
    'desks.remove': ({ deskId }) => desks.remove(deskId),
  };
}
