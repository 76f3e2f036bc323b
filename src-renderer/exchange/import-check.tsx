import { Alert, Button, Group, Loader, Stack, Text, Title } from '@mantine/core';
import { IconAlertTriangle, IconCircleCheck, IconDownload } from '@tabler/icons-react';
import { useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../format/use-format';
import { saveFile } from '../ticket/save-file';
import { Card } from '../ui/card';
import { useAnnounce } from '../ui/live-region';
import { RefusalAlert } from '../ui/refusal-alert';
import classes from './exchange.module.css';
import { ProblemTable } from './problem-table';
import type { Import, Preview } from './use-import';
import { useProblemFile } from './use-problem-file';

/** What an import would do, and everything that keeps it from happening. */
export function ImportCheck({ job }: { readonly job: Import }) {
  const { t } = useTranslation('exchange');
  const { t: common } = useTranslation();
  const { preview } = job;
  return (
    <Card role="region" aria-labelledby="import-check" aria-busy={job.isChecking}>
      <Stack>
        <Title order={2} id="import-check">
          {t('check.title')}
        </Title>
        {job.isChecking && (
          <Group role="status" gap="sm">
            <Loader size="sm" aria-hidden />
            <Text c="dimmed">{t('check.checking')}</Text>
          </Group>
        )}
        <RefusalAlert
          refusal={job.checkRefusal}
          action={
            <Button variant="default" onClick={() => void job.checkAgain()}>
              {common('tryAgain')}
            </Button>
          }
        />
        {job.isOutdated && <Alert color="marigold">{t('check.outdated')}</Alert>}
        {preview && <Outcome preview={preview} />}
        {preview && preview.bad > 0 && <Problems preview={preview} />}
        {preview && <ImportNow job={job} preview={preview} />}
      </Stack>
    </Card>
  );
}

function Outcome({ preview }: { readonly preview: Preview }) {
  const { t } = useTranslation('exchange');
  const format = useFormat();
  const announce = useAnnounce();
  const { good, bad, people, amount } = preview;
  useEffect(() => {
    announce(bad > 0 ? t('check.badTitle', { count: bad }) : t('check.allFine', { count: good }));
  }, [good, bad, announce, t]);
  return (
    <dl className={classes.outcome} data-numbers>
      <div data-kind="good">
        <dt>{t('check.good')}</dt>
        <dd>
          <IconCircleCheck size={26} aria-hidden /> {format.number(good)}
        </dd>
      </div>
      <div data-kind={bad > 0 ? 'bad' : 'none'}>
        <dt>{t('check.bad')}</dt>
        <dd>
          {bad > 0 && <IconAlertTriangle size={26} aria-hidden />} {format.number(bad)}
        </dd>
      </div>
      <div>
        <dt>{t('check.people')}</dt>
        <dd>{format.number(people)}</dd>
      </div>
      <div>
        <dt>{t('check.amount')}</dt>
        <dd>{format.money(amount)}</dd>
      </div>
    </dl>
  );
}

function Problems({ preview }: { readonly preview: Preview }) {
  const { t } = useTranslation('exchange');
  const file = useProblemFile(preview.problems);
  return (
    <Stack gap="sm">
      <Alert color="red" icon={<IconAlertTriangle aria-hidden />} title={t('check.badTitle', { count: preview.bad })}>
        {t('check.allOrNothing')}
      </Alert>
      <ProblemTable problems={preview.problems} />
      <Group justify="space-between">
        <Text c="dimmed" size="sm">
          {preview.problems.length >= 500 && t('check.onlyFirst', { count: preview.problems.length })}
        </Text>
        <Button
          variant="default"
          leftSection={<IconDownload size={20} aria-hidden />}
          onClick={() => saveFile(file.make(), file.name)}
        >
          {t('check.download')}
        </Button>
      </Group>
    </Stack>
  );
}

function ImportNow({ job, preview }: { readonly job: Import; readonly preview: Preview }) {
  const { t } = useTranslation('exchange');
  const { t: common } = useTranslation();
  if (preview.bad > 0) return null;
  if (preview.good === 0) return <Alert color="marigold">{t('check.noRows')}</Alert>;
  return (
    <Stack gap="sm">
      <RefusalAlert refusal={job.importRefusal} action={job.importRefusal && <Text>{t('check.safeToRepeat')}</Text>} />
      <Group gap="md">
        <Button size="lg" loading={job.isImporting} onClick={() => void job.importAll()}>
          {job.importRefusal ? common('tryAgain') : t('check.import', { count: preview.good })}
        </Button>
        <Text c="dimmed">{t('check.promise')}</Text>
      </Group>
    </Stack>
  );
}
