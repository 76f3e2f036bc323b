import Papa from 'papaparse';
import { useTranslation } from 'react-i18next';
import { type ImportProblem, useProblemWords } from './problem-words';

/** The problems as a file for whoever mends the rows in a spreadsheet. */
export function useProblemFile(problems: readonly ImportProblem[]): { name: string; make: () => Blob } {
  const { t } = useTranslation('exchange');
  const words = useProblemWords();
  return {
    name: t('check.downloadName'),
    make() {
      const data = problems.map((problem) => {
        const { column, reason } = words(problem);
        return [String(problem.line), column, problem.cell, reason];
      });
      const fields = [t('check.line'), t('check.column'), t('check.cell'), t('check.reason')];
      // What stands in a bad cell must not run as a formula, and Excel knows UTF-8 by its mark only.
      const text = Papa.unparse({ fields, data }, { quotes: true, newline: '\r\n', escapeFormulae: true });
      return new Blob(['\ufeff', text, '\r\n'], { type: 'text/csv;charset=utf-8' });
    },
  };
}
