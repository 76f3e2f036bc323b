import { useCallback } from 'react';
import { useTranslation } from 'react-i18next';

/** What stands where a pass has no name any more: its people were erased. */
export function useShownName(): (name: string) => string {
  const { t } = useTranslation();
  return useCallback((name) => (name === '' ? t('erased') : name), [t]);
}
