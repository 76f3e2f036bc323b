import { useTranslation } from 'react-i18next';
import type { OutputOf } from '../api/operations';

export type ImportProblem = OutputOf<'exchange.preview'>['problems'][number];

/** Column and reason of a problem in words. A reason without words does not compile. */
export function useProblemWords() {
  const { t } = useTranslation('exchange');
  return ({ column, problem }: ImportProblem) => ({
    column: column === null ? t('check.wholeRow') : t(`columns.names.${column}`),
    reason: t(`problems.${problem}`),
  });
}
