import { useState } from 'react';
import type { Refusal } from '../../src-shared/contract/operation';
import { useMutationOperation } from '../api/use-operation';
import { useOffice } from '../session/office';

interface Print {
  /** True when it was handed to the printer, or to the browser's own dialog, which does not tell what became of it. */
  readonly run: () => Promise<boolean>;
  readonly isPending: boolean;
  readonly refusal: Refusal | null;
}

/** Prints the `[data-print]` parts of the page on A4, through the system's dialog. */
export function usePrint(): Print {
  const { desktop } = useOffice();
  const print = useMutationOperation('desktop.print', { refresh: [] });
  const [isPending, setPending] = useState(false);

  async function run(): Promise<boolean> {
    if (!desktop || !window.epass) {
      window.print();
      return true;
    }
    setPending(true);
    const reply = await print.run({ paper: 'A4', printer: null, silent: false });
    setPending(false);
    return reply.ok && reply.value.result === 'sent';
  }
  return { run, isPending, refusal: print.refusal };
}
