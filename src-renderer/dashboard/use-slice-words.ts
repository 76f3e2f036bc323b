import { useTranslation } from 'react-i18next';
import { useFormat } from '../format/use-format';

interface Sold {
  readonly passes: number;
  readonly amount: number;
}

/** `3 passes · ₹1,548` of a part of what was sold. */
export function useSliceWords(): (sold: Sold) => string {
  const { t } = useTranslation('dashboard');
  const format = useFormat();
  return ({ passes, amount }) => t('slice', { passes: t('passes', { count: passes }), amount: format.money(amount) });
}
