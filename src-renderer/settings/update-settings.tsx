import { Alert, Button, Group, Progress, Stack, Text, Title } from '@mantine/core';
import { IconDeviceUsb, IconInfoCircle, IconRefresh } from '@tabler/icons-react';
import { type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { OutputOf } from '../api/operations';
import { useMutationOperation, useQueryOperation } from '../api/use-operation';
import { Card } from '../ui/card';
import { ConfirmDialog } from '../ui/confirm-dialog';
import { LoadingState } from '../ui/loading-state';
import { RefusalAlert } from '../ui/refusal-alert';

type Status = OutputOf<'updates.status'>;

const BUSY_MS = 1_000;
const EVERY_MS = 15_000;
const REFRESH = { refresh: ['updates.status'] } as const;

/** Newer versions of the program, and the way back to the one before. Only the desk's own window has them. */
export function UpdateSettings() {
  const [isBusy, setBusy] = useState(false);
  const { data, error } = useQueryOperation('updates.status', {}, { refetchInterval: isBusy ? BUSY_MS : EVERY_MS });
  if (!data) return error ? <RefusalAlert refusal={error.refusal} /> : <LoadingState />;
  if (isWorking(data) !== isBusy) setBusy(isWorking(data));
  return (
    <Stack gap="lg">
      <NewVersion status={data} />
      {data.way === 'self' && <WayBack status={data} />}
    </Stack>
  );
}

function isWorking({ phase }: Status): boolean {
  return phase !== 'idle' && phase !== 'current' && phase !== 'found';
}

function NewVersion({ status }: { readonly status: Status }) {
  const { t } = useTranslation('settings');
  const check = useMutationOperation('updates.check', REFRESH);
  const install = useMutationOperation('updates.install', REFRESH);
  const { way, found, phase, problem, eventInProgress, version } = status;
  const isHeld = eventInProgress || isWorking(status);
  return (
    <Card role="region" aria-labelledby="new-version">
      <Stack maw={720}>
        <div>
          <Title order={2} id="new-version">
            {t('updates.title', { version })}
          </Title>
          <Text c="dimmed" mt={4}>
            {t(`updates.ways.${way}`)}
          </Text>
        </div>
        {eventInProgress && <Note>{t('updates.eventInProgress')}</Note>}
        <div role="status">
          {phase === 'current' && <Text fw={600}>{t('updates.current')}</Text>}
          {found && phase === 'found' && (
            <Text fw={600}>{t(`updates.found.${found.from}`, { version: found.version })}</Text>
          )}
          {isWorking(status) && <UnderWay status={status} />}
        </div>
        {problem && problem !== 'event-in-progress' && (
          <Alert color="red" role="alert" title={t('updates.failed')}>
            {t(`updates.problems.${problem}`)}
          </Alert>
        )}
        <RefusalAlert refusal={check.refusal ?? install.refusal} />
        {way !== 'none' && (
          <Group>
            {found && way === 'self' && (
              <Button loading={install.isPending} disabled={isHeld} onClick={() => void install.run({})}>
                {t('updates.install', { version: found.version })}
              </Button>
            )}
            <Button
              variant="default"
              leftSection={<IconRefresh size={20} aria-hidden />}
              loading={check.isPending}
              disabled={isHeld}
              onClick={() => void check.run({ from: 'server' })}
            >
              {t('updates.check')}
            </Button>
            <Button
              variant="default"
              leftSection={<IconDeviceUsb size={20} aria-hidden />}
              disabled={isHeld || check.isPending}
              onClick={() => void check.run({ from: 'stick' })}
            >
              {t('updates.stick')}
            </Button>
          </Group>
        )}
        {way === 'self' && <Text c="dimmed">{t('updates.what')}</Text>}
      </Stack>
    </Card>
  );
}

function UnderWay({ status: { phase, done } }: { readonly status: Status }) {
  const { t } = useTranslation('settings');
  if (phase === 'idle' || phase === 'current' || phase === 'found') return null;
  const part = phase === 'downloading' ? done * 100 : phase === 'checking' ? 0 : 100;
  return (
    <div>
      <Text fw={650} id="updating">
        {t(`updates.phases.${phase}`)}
      </Text>
      <Progress.Root size="lg" my={8} radius="xl">
        <Progress.Section value={part} animated={phase !== 'downloading'} aria-labelledby="updating" />
      </Progress.Root>
    </div>
  );
}

function WayBack({ status }: { readonly status: Status }) {
  const { t } = useTranslation('settings');
  const goBack = useMutationOperation('updates.goBack', REFRESH);
  const [isAsking, setAsking] = useState(false);
  const { wayBack, eventInProgress } = status;
  return (
    <Card role="region" aria-labelledby="way-back">
      <Stack maw={640} align="flex-start">
        <div>
          <Title order={2} id="way-back">
            {t('updates.back.title')}
          </Title>
          <Text c="dimmed" mt={4}>
            {wayBack === null ? t('updates.back.none') : t('updates.back.body', { version: wayBack })}
          </Text>
        </div>
        {wayBack !== null && (
          <Button variant="default" disabled={eventInProgress || isWorking(status)} onClick={() => setAsking(true)}>
            {t('updates.back.submit', { version: wayBack })}
          </Button>
        )}
        <RefusalAlert refusal={goBack.refusal} />
        <ConfirmDialog
          opened={isAsking}
          title={t('updates.back.submit', { version: wayBack ?? '' })}
          confirmLabel={t('updates.back.confirm')}
          isPending={goBack.isPending}
          onClose={() => setAsking(false)}
          onConfirm={() => {
            setAsking(false);
            void goBack.run({});
          }}
        >
          {t('updates.back.ask')}
        </ConfirmDialog>
      </Stack>
    </Card>
  );
}

function Note({ children }: { readonly children: ReactNode }) {
  return (
    <Alert color="marigold" icon={<IconInfoCircle size={22} aria-hidden />}>
      {children}
    </Alert>
  );
}
