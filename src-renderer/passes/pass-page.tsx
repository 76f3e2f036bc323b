import { useTranslation } from 'react-i18next';
import { PageHeader } from '../ui/page-header';

interface PassPageProps {
  readonly passId: string;
}

export function PassPage({ passId }: PassPageProps) {
  const { t } = useTranslation('passes');
  return <PageHeader title={t('title')} description={passId} />;
}
