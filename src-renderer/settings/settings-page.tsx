import { useTranslation } from 'react-i18next';
import { PageHeader } from '../ui/page-header';

export function SettingsPage() {
  const { t } = useTranslation('settings');
  return <PageHeader title={t('title')} />;
}
