import { useState } from 'react';
import type { PaperFormat } from '../../src-shared/contract/office';
import type { Refusal } from '../../src-shared/contract/operation';
import { useMutationOperation, useQueryOperation } from '../api/use-operation';
import { useOffice } from '../session/office';
import { rememberedPaper, rememberPaper } from '../ticket/remembered-paper';

interface PrintPass {
  readonly paper: PaperFormat;
  readonly choosePaper: (paper: PaperFormat) => void;
  /** False until it is known what this machine prints on; papers would change under the eyes otherwise. */
  readonly isReady: boolean;
  /** Whether this machine prints without a dialog. */
  readonly isSilent: boolean;
  /** @param dialog lets the system's dialog choose the printer, whatever the settings say */
  readonly print: (how?: { readonly dialog: boolean }) => Promise<void>;
  readonly isPending: boolean;
  /** True once it was handed to the printer. Whether paper came out cannot be seen from here. */
  readonly isSent: boolean;
  readonly refusal: Refusal | null;
}

/** Printing the pass on the page: through the desk's own window with this machine's settings, else through the browser. */
export function usePrintPass(): PrintPass {
  const isDesktop = useOffice().desktop && window.epass !== undefined;
  const machine = useQueryOperation('desktop.settings', {}, { enabled: isDesktop });
  const printing = useMutationOperation('desktop.print', { refresh: [] });
  const [chosen, setChosen] = useState(rememberedPaper);
  const [isSent, setSent] = useState(false);
  const paper = chosen ?? machine.data?.paper ?? 'A6';
  const printer = machine.data?.printer ?? null;
  const isSilent = isDesktop && machine.data?.silent === true && printer !== null;

  async function print({ dialog } = { dialog: false }): Promise<void> {
    setSent(false);
    if (!isDesktop) return window.print();
    const how = dialog ? { printer: null, silent: false } : { printer, silent: isSilent };
    const reply = await printing.run({ paper, ...how });
    setSent(reply.ok && reply.value.result === 'sent');
  }

  return {
    paper,
    choosePaper: (next) => {
      rememberPaper(next);
      setChosen(next);
    },
    isReady: !isDesktop || !machine.isPending,
    isSilent,
    print,
    isPending: printing.isPending,
    isSent,
    refusal: printing.refusal,
  };
}
