import { useTranslation } from 'react-i18next';
import { PageHeader } from '../ui/page-header';

export function PassesPage() {
  const { t } = useTranslation('passes');
  return <PageHeader title={t('title')} />;
}
