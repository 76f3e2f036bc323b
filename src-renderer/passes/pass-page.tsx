import { Button } from '@mantine/core';
import { IconTicketOff } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { Link } from 'wouter';
import { useQueryOperation } from '../api/use-operation';
import { Card } from '../ui/card';
import { EmptyState } from '../ui/empty-state';
import { LoadingState } from '../ui/loading-state';
import { PageHeader } from '../ui/page-header';
import { RefusalAlert } from '../ui/refusal-alert';
import { PassView } from './pass-view';

interface PassPageProps {
  readonly passId: string;
}

/** One pass: what is printed, what is known of it, and what happened to it at the gate. */
export function PassPage({ passId }: PassPageProps) {
  const { t: common } = useTranslation();
  const { t } = useTranslation('passes');
  const { data, error, refetch } = useQueryOperation('passes.get', { passId });
  if (data) return <PassView pass={data.pass} code={data.code} onOutdated={() => void refetch()} />;
  if (error?.refusal.code === 'not-found') return <NoSuchPass />;
  return (
    <>
      <PageHeader title={t('pass.loading')} />
      {error ? (
        <RefusalAlert
          refusal={error.refusal}
          action={
            <Button variant="default" onClick={() => void refetch()}>
              {common('tryAgain')}
            </Button>
          }
        />
      ) : (
        <LoadingState />
      )}
    </>
  );
}

function NoSuchPass() {
  const { t } = useTranslation('passes');
  return (
    <>
      <PageHeader title={t('pass.notFound.title')} />
      <Card>
        <EmptyState
          icon={<IconTicketOff size={36} />}
          title={t('pass.notFound.next')}
          action={
            <Button component={Link} href="/database">
              {t('pass.notFound.action')}
            </Button>
          }
        >
          {t('pass.notFound.body')}
        </EmptyState>
      </Card>
    </>
  );
}
