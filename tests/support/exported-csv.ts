import type { createExchange } from '../../src-main/exchange/exchange';
import type { PassFilter } from '../../src-shared/contract/passes';

/** The whole file, asked for piece by piece as the desk does. */
export async function exportedCsv(
  exchange: Pick<ReturnType<typeof createExchange>, 'exportPiece'>,
  filter: PassFilter = {},
): Promise<string> {
  let piece = await exchange.exportPiece({ filter });
  let text = piece.text;
  while (piece.cursor !== null) {
    piece = await exchange.exportPiece({ filter, cursor: piece.cursor });
    text += piece.text;
  }
  return text;
}
