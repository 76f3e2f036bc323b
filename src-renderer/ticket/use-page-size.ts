import { useLayoutEffect } from 'react';
import type { PaperFormat } from '../../src-shared/contract/office';
import { PAPER_SIZES } from '../../src-shared/paper';

/** The rule that makes a printed page exactly the sheet, without margins of the browser's own. */
export function pageRule(paper: PaperFormat): string {
  const { width, height } = PAPER_SIZES[paper];
  return `@page { size: ${width}mm ${height}mm; margin: 0 }`;
}

/** Holds for as long as the page is shown. A sheet made by script, because the page may have no style elements of its own. */
export function usePageSize(paper: PaperFormat): void {
  useLayoutEffect(() => {
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(pageRule(paper));
    document.adoptedStyleSheets = [...document.adoptedStyleSheets, sheet];
    return () => {
      document.adoptedStyleSheets = document.adoptedStyleSheets.filter((one) => one !== sheet);
    };
  }, [paper]);
}
