import { useTranslation } from 'react-i18next';
import { PageHeader } from '../ui/page-header';

export function PhonesPage() {
  const { t } = useTranslation('phones');
  return <PageHeader title={t('title')} description={t('description')} />;
}
