import { useTranslation } from 'react-i18next';
import type { PassFilter } from '../../src-shared/contract/passes';
import { useQueryOperation } from '../api/use-operation';
import { useFormat } from '../format/use-format';
import { FILTER_FIELDS, type FilterField } from './passes-view';
import type { Sellers } from './use-sellers';

export interface FilterWords {
  readonly field: FilterField;
  readonly words: string;
}

/** What the list is narrowed down to, each filter in words. */
export function useFilterWords(filter: PassFilter, sellers: Sellers): readonly FilterWords[] {
  const { t } = useTranslation('passes');
  const { t: common } = useTranslation();
  const format = useFormat();
  const { data: types } = useQueryOperation('passTypes.list', {});

  function wordsOf(field: FilterField): string | null {
    const { search, passType, paymentMode, soldBy, state, soldFrom, soldTo } = filter;
    switch (field) {
      case 'search':
        return search ? t('list.active.search', { text: search }) : null;
      case 'passType':
        return passType ? (types?.find(({ code }) => code === passType)?.label ?? passType) : null;
      case 'paymentMode':
        return paymentMode ? common(`paymentModes.${paymentMode}`) : null;
      case 'soldBy':
        return soldBy ? t('list.active.soldBy', { name: sellers.nameOf(soldBy) }) : null;
      case 'state':
        return state ? t(`list.states.${state}`) : null;
      case 'soldFrom':
        return soldFrom ? t('list.active.soldFrom', { day: format.day(soldFrom) }) : null;
      case 'soldTo':
        return soldTo ? t('list.active.soldTo', { day: format.day(soldTo) }) : null;
    }
  }
  return FILTER_FIELDS.flatMap((field) => {
    const words = wordsOf(field);
    return words === null ? [] : [{ field, words }];
  });
}
