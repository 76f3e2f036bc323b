import { useTranslation } from 'react-i18next';
import { PageHeader } from '../ui/page-header';

export function ScannerPage() {
  const { t } = useTranslation('scanner');
  return <PageHeader title={t('title')} />;
}
