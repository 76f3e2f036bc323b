import { useTranslation } from 'react-i18next';
import { PageHeader } from '../ui/page-header';

export function StaffPage() {
  const { t } = useTranslation('staff');
  return <PageHeader title={t('title')} />;
}
