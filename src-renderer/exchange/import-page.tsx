import { Button, Group, Stack } from '@mantine/core';
import { IconArrowLeft, IconCircleCheck } from '@tabler/icons-react';
import { useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'wouter';
import { Card } from '../ui/card';
import { EmptyState } from '../ui/empty-state';
import { useAnnounce } from '../ui/live-region';
import { LoadingState } from '../ui/loading-state';
import { PageHeader } from '../ui/page-header';
import { RefusalAlert } from '../ui/refusal-alert';
import { ChooseFile } from './choose-file';
import { ColumnMatching } from './column-matching';
import { ImportCheck } from './import-check';
import { useImport } from './use-import';

/** Passes that were sold elsewhere, from a file. All of them come in, or none. */
export function ImportPage() {
  const { t } = useTranslation('exchange');
  const { t: common } = useTranslation();
  const job = useImport();
  return (
    <>
      <PageHeader
        title={t('title')}
        description={t('description')}
        actions={
          <Button
            component={Link}
            href="/database"
            variant="default"
            leftSection={<IconArrowLeft size={20} aria-hidden />}
          >
            {t('backToPasses')}
          </Button>
        }
      />
      {job.imported !== null ? (
        <Imported count={job.imported} onAgain={job.startOver} />
      ) : (
        <Stack gap="lg">
          <Card>
            <ChooseFile
              file={job.file}
              problem={job.fileProblem}
              rows={job.inspection?.rows ?? null}
              isBusy={job.isImporting}
              onFile={(file) => void job.choose(file)}
            />
          </Card>
          <RefusalAlert
            refusal={job.inspectRefusal}
            action={
              <Button variant="default" onClick={() => void job.inspectAgain()}>
                {common('tryAgain')}
              </Button>
            }
          />
          {job.isInspecting && <LoadingState />}
          {job.inspection && (
            <>
              <ColumnMatching
                inspection={job.inspection}
                mapping={job.mapping}
                disabled={job.isImporting}
                onMatch={(column, index) => void job.match(column, index)}
              />
              <ImportCheck job={job} />
            </>
          )}
        </Stack>
      )}
    </>
  );
}

function Imported({ count, onAgain }: { readonly count: number; readonly onAgain: () => void }) {
  const { t } = useTranslation('exchange');
  const announce = useAnnounce();
  useEffect(() => announce(t('imported.title', { count })), [announce, count, t]);
  return (
    <Card>
      <EmptyState
        icon={<IconCircleCheck size={40} />}
        title={t('imported.title', { count })}
        action={
          <Group justify="center">
            <Button variant="default" onClick={onAgain}>
              {t('imported.again')}
            </Button>
            <Button component={Link} href="/database" autoFocus>
              {t('imported.show')}
            </Button>
          </Group>
        }
      >
        {t('imported.body')}
      </EmptyState>
    </Card>
  );
}
