import { type HandlersOf, usernameOf } from '../caller';
import type { DiskSpace } from '../database/disk-space';
import type { Signing } from '../signing/signing';
import type { PassTypes } from './pass-types';
import type { Passes } from './passes';

interface PassesHandlersOptions {
  readonly passes: Passes;
  readonly passTypes: PassTypes;
  readonly signing: Pick<Signing, 'codeOf'>;
  readonly disk: Pick<DiskSpace, 'refuseWhenFull'>;
}

export function createPassesHandlers({
  passes,
  passTypes,
  signing,
  disk,
}: PassesHandlersOptions): HandlersOf<
  | 'passTypes.list'
  | 'passTypes.save'
  | 'passes.sell'
  | 'passes.get'
  | 'passes.search'
  | 'passes.watch'
  | 'passes.cancel'
  | 'passes.reinstate'
> {
  return {
    'passTypes.list': () => passTypes.list(),
    'passTypes.save': ({ types }) => passTypes.save(types),
    'passes.sell'(sale, caller) {
      disk.refuseWhenFull();
      return passes.sell(sale, usernameOf(caller));
    },
    'passes.get': async ({ passId }) => ({ pass: await passes.get(passId), code: signing.codeOf(passId) }),
    'passes.search': (input) => passes.search(input),
    'passes.watch': (input) => passes.search(input),
    'passes.cancel': ({ passId }, caller) => passes.cancel(passId, usernameOf(caller)),
    'passes.reinstate': ({ passId }) => passes.reinstate(passId),
  };
}
