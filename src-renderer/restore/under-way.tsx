import { useTranslation } from 'react-i18next';
import { useQueryOperation } from '../api/use-operation';
import { ProgressCard } from '../ui/progress-card';

const EVERY_MS = 400;

/** While a backup is tried or put in place: how far that is, and that nothing can be lost by it. */
export function UnderWay({ what }: { readonly what: 'trying' | 'replacing' }) {
  const { t } = useTranslation('restore');
  const { data } = useQueryOperation('restore.progress', {}, { refetchInterval: EVERY_MS });
  return (
    <ProgressCard title={t(`${what}.title`)} done={data?.done ?? null}>
      {t(`${what}.body`)}
    </ProgressCard>
  );
}
