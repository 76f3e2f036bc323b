import type { HandlersOf } from '../caller';
import { ExpectedError } from '../expected-error';
import type { Updates } from './updates';

export type UpdatesOperation = 'updates.status' | 'updates.check' | 'updates.install' | 'updates.goBack';

/** @param updates null without a desktop, where dispatch refuses these already */
export function createUpdatesHandlers(updates: Updates | null): HandlersOf<UpdatesOperation> {
  const here = () => {
    if (!updates) throw new ExpectedError('unknown-operation');
    return updates;
  };
  return {
    'updates.status': () => here().status(),
    'updates.check': ({ from }) => here().check(from),
    'updates.install': () => here().install(),
    'updates.goBack': () => here().goBack(),
  };
}
