import { Alert, Button, SimpleGrid, Stack, Text, Title } from '@mantine/core';
import {
  IconAlertOctagon,
  IconAlertTriangle,
  IconArrowBackUp,
  IconDeviceFloppy,
  IconShieldCheck,
} from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'wouter';
import { useMutationOperation, useQueryOperation } from '../api/use-operation';
import { useMoments } from '../format/use-moments';
import { useNow } from '../format/use-now';
import { Card } from '../ui/card';
import { useAnnounce } from '../ui/live-region';
import { LoadingState } from '../ui/loading-state';
import { PageHeader } from '../ui/page-header';
import { RefusalAlert } from '../ui/refusal-alert';
import type { Backup, Status } from './backup-types';
import { BackupsTable } from './backups-table';
import { CheckDialog } from './check-dialog';
import { EncryptionCard } from './encryption-card';
import { SafetyCard } from './safety-card';
import { SecondFolderCard } from './second-folder-card';
import { useCheck } from './use-check';

const EVERY_MS = 5_000;
/** While one is being made, so that its bar moves. */
const RUNNING_MS = 400;
const CLOCK_MS = 15_000;

/** Whether the event would survive the loss of this computer, and what to do about it. */
export function BackupsPage() {
  const { t } = useTranslation('backups');
  const announce = useAnnounce();
  const make = useMutationOperation('backups.make', { refresh: ['backups.status', 'restore.list'] });
  const [isRunning, setRunning] = useState(false);
  const { data, error, refetch } = useQueryOperation(
    'backups.status',
    {},
    { refetchInterval: isRunning || make.isPending ? RUNNING_MS : EVERY_MS },
  );
  const code = make.refusal?.code;
  const running = data?.running !== null && data !== undefined;
  if (running !== isRunning) setRunning(running);

  async function makeOne() {
    const reply = await make.run({});
    if (reply.ok) announce(t('made'));
    else await refetch();
  }
  // What the disk had against it stands in the answer of the page, with what to do.
  const isToldBelow = data?.failure != null && (code === 'disk-full' || code === 'storage-failed');

  return (
    <>
      <PageHeader
        title={t('title')}
        description={t('description')}
        actions={
          <>
            <Button
              component={Link}
              href="/restore"
              variant="default"
              leftSection={<IconArrowBackUp size={20} aria-hidden />}
            >
              {t('restore')}
            </Button>
            <Button
              leftSection={<IconDeviceFloppy size={20} aria-hidden />}
              loading={make.isPending}
              onClick={() => void makeOne()}
            >
              {t('make')}
            </Button>
          </>
        }
      />
      <Stack gap="lg">
        <RefusalAlert refusal={error?.refusal ?? (isToldBelow ? null : make.refusal)} />
        {data ? <Shown status={data} /> : !error && <LoadingState />}
      </Stack>
    </>
  );
}

function Shown({ status }: { readonly status: Status }) {
  const { t } = useTranslation('backups');
  const now = useNow(CLOCK_MS);
  const check = useCheck();
  const store = useQueryOperation('store.status', {}, { refetchInterval: EVERY_MS }).data;
  const duty = store?.kind === 'shared' ? (store.backsUp ? 'here' : 'elsewhere') : null;
  const [asking, setAsking] = useState<Backup | null>(null);
  return (
    <>
      <SafetyCard status={status} duty={duty} now={now} />
      <SimpleGrid cols={{ base: 1, md: 2 }} spacing="lg">
        <SecondFolderCard second={status.second} now={now} />
        <EncryptionCard encrypted={status.encrypted} />
      </SimpleGrid>
      <Card p={0} role="region" aria-labelledby="backups">
        <Stack gap="sm" p="lg" pb="sm">
          <Title order={2} id="backups">
            {t('list.title')}
          </Title>
          {asking === null && <RefusalAlert refusal={check.refusal} />}
          <CheckResult under={check.under} result={check.result} onClose={check.forget} />
          {status.backups.length === 0 && (
            <Text c="dimmed" pb="md">
              {t('list.empty')}
            </Text>
          )}
        </Stack>
        {status.backups.length > 0 && (
          <BackupsTable
            backups={status.backups}
            checking={check.under?.id ?? null}
            onCheck={(backup) => (backup.encrypted ? setAsking(backup) : void check.run(backup))}
          />
        )}
      </Card>
      {asking && (
        <CheckDialog onCheck={(passphrase) => check.run(asking, passphrase)} onClose={() => setAsking(null)} />
      )}
    </>
  );
}

const RESULTS = {
  verified: { color: 'teal', icon: <IconShieldCheck aria-hidden /> },
  damaged: { color: 'red', icon: <IconAlertOctagon aria-hidden /> },
  unknown: { color: 'marigold', icon: <IconAlertTriangle aria-hidden /> },
} as const satisfies Record<Backup['state'], unknown>;

interface CheckResultProps {
  readonly under: Backup | null;
  readonly result: Backup | null;
  readonly onClose: () => void;
}

function CheckResult({ under, result, onClose }: CheckResultProps) {
  const { t } = useTranslation('backups');
  const { t: common } = useTranslation();
  const { dateTime } = useMoments();
  const look = result && RESULTS[result.state];
  return (
    <div role="status">
      {under && <Text c="dimmed">{t('check.running', { when: dateTime(under.at) })}</Text>}
      {result && look && (
        <Alert color={look.color} icon={look.icon} withCloseButton closeButtonLabel={common('close')} onClose={onClose}>
          {t(`check.${result.state}`, { when: dateTime(result.at) })}
        </Alert>
      )}
    </div>
  );
}
