import { useTranslation } from 'react-i18next';
import { PageHeader } from '../ui/page-header';

export function SellPage() {
  const { t } = useTranslation('sell');
  return <PageHeader title={t('title')} />;
}
