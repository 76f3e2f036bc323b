import { Readable } from 'node:stream';
import type { exchangeContract } from '../../src-shared/contract/exchange';
import type { Output, Reply } from '../../src-shared/contract/operation';
import type { Connection } from '../caller';
import type { Dispatch } from '../dispatch';
import type { App, Routing } from './routing';
import { connectionOf } from './session-cookie';
import { statusOf } from './statuses';

type Piece = Output<(typeof exchangeContract)['exchange.exportPiece']>;
type Filter = Readonly<Record<string, unknown>>;

/** `GET /export-csv`: the passes as a file, with the filters of the search in the address. */
export function addExportRoute(app: App, { office, limits }: Routing): void {
  const calls = app.rateLimit({ max: limits.calls });

  app.get<{ Querystring: Filter }>('/export-csv', { onRequest: [calls] }, async (request, reply) => {
    const connection = connectionOf(request, reply);
    const filter = Object.fromEntries(Object.entries(request.query).filter(([, value]) => value !== ''));
    const first = await pieceOf(office.dispatch, connection, filter);
    if (!first.ok) {
      if (first.code === 'not-signed-in') return reply.redirect('/login', 302);
      return reply.code(statusOf(first)).send(first);
    }
    return reply
      .type('text/csv; charset=utf-8')
      .header('content-disposition', attachment(first.value.fileName))
      .send(Readable.from(textOf(office.dispatch, connection, filter, first.value), { objectMode: false }));
  });
}

/**
 * Piece after piece, the next one only when the last has gone out. Each is authorised by itself. One that is refused
 * breaks the connection off: a browser then shows a failed download and not a short file.
 */
async function* textOf(dispatch: Dispatch, connection: Connection, filter: Filter, first: Piece) {
  let piece = first;
  for (;;) {
    yield Buffer.from(piece.text);
    if (piece.cursor === null) return;
    const next = await pieceOf(dispatch, connection, filter, piece.cursor);
    if (!next.ok) throw new Error(`the export was refused half-way: ${next.code}`);
    piece = next.value;
  }
}

async function pieceOf(dispatch: Dispatch, connection: Connection, filter: Filter, cursor?: string) {
  const input = cursor === undefined ? { filter } : { filter, cursor };
  return (await dispatch('exchange.exportPiece', input, connection)) as Reply<Piece>;
}

function attachment(fileName: string): string {
  const plain = fileName.replace(/[^\w. -]/g, '_');
  return `attachment; filename="${plain}"; filename*=UTF-8''${encodeURIComponent(fileName).replace(/['()*]/g, '_')}`;
}
