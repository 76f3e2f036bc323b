import { useCallback, useEffect, useRef, useState } from 'react';
import type { Refusal } from '../../src-shared/contract/operation';
import type { PassFilter } from '../../src-shared/contract/passes';
import { useMutationOperation } from '../api/use-operation';
import { saveFile } from '../ticket/save-file';

export type ExportState =
  | { readonly kind: 'idle' }
  /** `total` is null until the first piece has told it. */
  | { readonly kind: 'running'; readonly rows: number; readonly total: number | null }
  | { readonly kind: 'failed'; readonly rows: number; readonly total: number | null; readonly refusal: Refusal }
  | { readonly kind: 'done'; readonly rows: number; readonly fileName: string };

interface Job {
  readonly filter: PassFilter;
  readonly texts: string[];
  cursor: string | undefined;
  rows: number;
  total: number | null;
}

interface Export {
  readonly state: ExportState;
  start(filter: PassFilter): void;
  /** Goes on where it failed: the pieces that were there already are kept. */
  tryAgain(): void;
  /** Stops asking and forgets everything; nothing is saved. */
  cancel(): void;
}

const IDLE: ExportState = { kind: 'idle' };

/** Asks for the file piece by piece, which leaves the gate its turn, and saves them as one. */
export function useExport(onDone: (rows: number) => void): Export {
  const { run } = useMutationOperation('exchange.exportPiece', { refresh: [] });
  const [state, setState] = useState(IDLE);
  const current = useRef<Job | null>(null);
  useEffect(
    () => () => {
      current.current = null;
    },
    [],
  );

  const work = async (job: Job): Promise<void> => {
    const { filter, texts } = job;
    while (current.current === job) {
      setState({ kind: 'running', rows: job.rows, total: job.total });
      const reply = await run(job.cursor === undefined ? { filter } : { filter, cursor: job.cursor });
      if (current.current !== job) return;
      if (!reply.ok) {
        setState({ kind: 'failed', rows: job.rows, total: job.total, refusal: reply });
        return;
      }
      const { text, rows, total, cursor, fileName } = reply.value;
      texts.push(text);
      Object.assign(job, { rows: job.rows + rows, total, cursor: cursor ?? undefined });
      if (cursor === null) {
        current.current = null;
        saveFile(new Blob(texts, { type: 'text/csv;charset=utf-8' }), fileName);
        setState({ kind: 'done', rows: job.rows, fileName });
        onDone(job.rows);
      }
    }
  };

  return {
    state,
    start(filter) {
      const job: Job = { filter, texts: [], cursor: undefined, rows: 0, total: null };
      current.current = job;
      void work(job);
    },
    tryAgain() {
      if (current.current && state.kind === 'failed') void work(current.current);
    },
    cancel: useCallback(() => {
      current.current = null;
      setState(IDLE);
    }, []),
  };
}
