import type { PaperFormat } from '../../src-shared/contract/office';
import { PAPER_SIZES } from '../../src-shared/paper';

const KEY = 'ticket.paper';

/** What was chosen last in this browser; null where nothing was, or where storage is refused. */
export function rememberedPaper(): PaperFormat | null {
  try {
    const stored = window.localStorage.getItem(KEY);
    return stored !== null && isPaper(stored) ? stored : null;
  } catch {
    return null;
  }
}

export function rememberPaper(paper: PaperFormat): void {
  try {
    window.localStorage.setItem(KEY, paper);
  } catch {
    // Private windows and full disks: the choice holds until the page is left.
  }
}

export function isPaper(text: string): text is PaperFormat {
  return Object.hasOwn(PAPER_SIZES, text);
}
