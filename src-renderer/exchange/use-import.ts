import { useRef, useState } from 'react';
import type { ImportColumn } from '../../src-shared/contract/exchange';
import type { Refusal } from '../../src-shared/contract/operation';
import type { OutputOf } from '../api/operations';
import { useMutationOperation } from '../api/use-operation';
import { type FileProblem, readTextFile, type TextFile } from './read-file';

export type Inspection = OutputOf<'exchange.inspect'>;
export type Preview = OutputOf<'exchange.preview'>;
export type Mapping = Inspection['mapping'];

interface ImportState {
  readonly file: TextFile | null;
  readonly fileProblem: FileProblem | null;
  readonly inspection: Inspection | null;
  readonly mapping: Mapping;
  /** What the file and the columns as they are now would do; null until that is checked. */
  readonly preview: Preview | null;
  /** The office found a bad row when it came to it: somebody sold meanwhile. */
  readonly isOutdated: boolean;
  readonly imported: number | null;
}

const NOTHING: ImportState = {
  file: null,
  fileProblem: null,
  inspection: null,
  mapping: {},
  preview: null,
  isOutdated: false,
  imported: null,
};

/** A file on its way into the office: chosen, its columns matched, checked, imported. A failed call loses none of it. */
export function useImport() {
  const [state, setState] = useState(NOTHING);
  const inspecting = useMutationOperation('exchange.inspect', { refresh: [] });
  const checking = useMutationOperation('exchange.preview', { refresh: [] });
  const importing = useMutationOperation('exchange.import');
  /** Stays for as long as file and columns do, so that repeating after a lost answer never imports twice. */
  const importId = useRef('');
  /** What the page waits for at present; an answer to anything earlier comes too late. */
  const latest = useRef(0);
  const update = (change: Partial<ImportState>) => setState((before) => ({ ...before, ...change }));

  function begin(): () => boolean {
    latest.current += 1;
    const mine = latest.current;
    return () => latest.current === mine;
  }

  async function choose(chosen: File): Promise<void> {
    const isLatest = begin();
    const file = await readTextFile(chosen);
    if (!isLatest()) return;
    checking.reset();
    importing.reset();
    if (typeof file === 'string') {
      inspecting.reset();
      setState({ ...NOTHING, fileProblem: file });
    } else {
      setState({ ...NOTHING, file });
      await inspect(file);
    }
  }

  async function inspect(file: TextFile): Promise<void> {
    const isLatest = begin();
    const reply = await inspecting.run({ csv: file.text });
    if (!isLatest() || !reply.ok) return;
    update({ inspection: reply.value });
    await check(file, reply.value.mapping);
  }

  async function check(file: TextFile, mapping: Mapping): Promise<void> {
    const isLatest = begin();
    importId.current = crypto.randomUUID();
    importing.reset();
    update({ mapping, preview: null });
    const reply = await checking.run({ csv: file.text, mapping });
    if (isLatest() && reply.ok) update({ preview: reply.value });
  }

  async function match(column: ImportColumn, index: number | null): Promise<void> {
    const { file, mapping } = state;
    if (!file) return;
    const { [column]: _before, ...others } = mapping;
    update({ isOutdated: false });
    await check(file, index === null ? others : { ...others, [column]: index });
  }

  async function importAll(): Promise<void> {
    const { file, mapping } = state;
    if (!file || importing.isPending) return;
    const reply = await importing.run({ importId: importId.current, csv: file.text, mapping });
    if (reply.ok) {
      setState({ ...NOTHING, imported: reply.value.imported });
    } else if (isBadRow(reply)) {
      update({ isOutdated: true });
      await check(file, mapping);
    }
  }

  const { file, mapping } = state;
  return {
    ...state,
    isInspecting: inspecting.isPending,
    isChecking: checking.isPending,
    isImporting: importing.isPending,
    inspectRefusal: inspecting.refusal,
    checkRefusal: checking.refusal,
    importRefusal: importing.refusal,
    choose,
    match,
    importAll,
    inspectAgain: () => (file ? inspect(file) : undefined),
    checkAgain: () => (file ? check(file, mapping) : undefined),
    startOver() {
      begin();
      setState(NOTHING);
      inspecting.reset();
      checking.reset();
      importing.reset();
    },
  };
}
export type Import = ReturnType<typeof useImport>;

function isBadRow(refusal: Refusal): boolean {
  return refusal.code === 'invalid-input' && refusal.fields?.['csv'] !== undefined;
}
