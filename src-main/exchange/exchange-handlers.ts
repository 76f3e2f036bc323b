import { type HandlersOf, usernameOf } from '../caller';
import type { DiskSpace } from '../database/disk-space';
import type { Exchange } from './exchange';

export function createExchangeHandlers(
  exchange: Exchange,
  disk: Pick<DiskSpace, 'refuseWhenFull'>,
): HandlersOf<'exchange.exportPiece' | 'exchange.inspect' | 'exchange.preview' | 'exchange.import'> {
  return {
    'exchange.exportPiece': (input) => exchange.exportPiece(input),
    'exchange.inspect': ({ csv }) => exchange.inspect(csv),
    'exchange.preview': ({ csv, mapping }) => exchange.preview(csv, mapping),
    'exchange.import'(input, caller) {
      disk.refuseWhenFull();
      return exchange.importPasses(input, usernameOf(caller));
    },
  };
}
