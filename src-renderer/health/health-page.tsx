import { Alert, Button, Stack } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { IconCircleCheck, IconFileText } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { useMutationOperation, useQueryOperation } from '../api/use-operation';
import { saveFile } from '../ticket/save-file';
import { LoadingState } from '../ui/loading-state';
import { PageHeader } from '../ui/page-header';
import { RefusalAlert } from '../ui/refusal-alert';
import { Details } from './details';
import { Headline } from './headline';
import { OperationsTable } from './operations-table';
import { useNotices } from './use-notices';

/** Milliseconds. */
const EVERY = 5_000;

/** How the box office and its computer are doing, and a file about it for whoever helps. */
export function HealthPage() {
  const { t } = useTranslation('health');
  const { data, error } = useQueryOperation('health.figures', {}, { refetchInterval: EVERY });
  const report = useMutationOperation('health.report', { refresh: [] });

  async function saveReport(): Promise<void> {
    const reply = await report.run({});
    if (!reply.ok) return;
    saveFile(new Blob([reply.value.text], { type: 'text/plain;charset=utf-8' }), reply.value.fileName);
    notifications.show({ color: 'teal', message: t('report.saved') });
  }

  return (
    <>
      <PageHeader
        title={t('title')}
        description={t('description')}
        actions={
          <Button
            leftSection={<IconFileText size={20} aria-hidden />}
            loading={report.isPending}
            onClick={() => void saveReport()}
          >
            {t('report.save')}
          </Button>
        }
      />
      <Stack gap="lg">
        <RefusalAlert refusal={error?.refusal ?? report.refusal} />
        <Fine />
        {data ? (
          <>
            <Headline figures={data} />
            <Details figures={data} />
            <OperationsTable operations={data.operations} />
          </>
        ) : (
          !error && <LoadingState />
        )}
      </Stack>
    </>
  );
}

/** What is not fine stands above every page. */
function Fine() {
  const { t } = useTranslation('health');
  const notices = useNotices();
  if (notices?.length !== 0) return null;
  return (
    <Alert color="teal" variant="light" icon={<IconCircleCheck aria-hidden />}>
      {t('fine')}
    </Alert>
  );
}
