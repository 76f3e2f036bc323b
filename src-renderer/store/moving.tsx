import { useTranslation } from 'react-i18next';
import { useQueryOperation } from '../api/use-operation';
import { ProgressCard } from '../ui/progress-card';

const EVERY_MS = 400;

/** While an event goes to a shared store or comes back: how far that is. Answered although nobody has the event open. */
export function Moving({ what }: { readonly what: 'share' | 'leave' }) {
  const { t } = useTranslation('store');
  const { data } = useQueryOperation('store.progress', {}, { refetchInterval: EVERY_MS });
  return (
    <ProgressCard title={t(`${what}.moving`)} done={data?.done ?? null}>
      {t('movingBody')}
    </ProgressCard>
  );
}
