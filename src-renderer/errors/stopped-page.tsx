import { Button, Code, Group, Stack, Text } from '@mantine/core';
import { IconHome, IconLock, IconRefresh } from '@tabler/icons-react';
import { useQueryClient } from '@tanstack/react-query';
import { useContext, useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useApi } from '../api/api-provider';
import { STATUS_KEY } from '../api/use-operation';
import type { Status } from '../session/session-types';
import { SessionContext } from '../session/use-session';
import { Card } from '../ui/card';
import { PageHeader } from '../ui/page-header';
import { showRefusal } from '../ui/show-refusal';
import { ErrorReportsContext } from './error-reports';

interface StoppedPageProps {
  readonly error: unknown;
  readonly onAgain: () => void;
  readonly onStart: () => void;
}

/** In place of what stopped: what to do now, and the reference under which the log has the rest. */
export function StoppedPage({ error, onAgain, onStart }: StoppedPageProps) {
  const { t } = useTranslation('pageErrors');
  const { t: common } = useTranslation();
  const queries = useQueryClient();
  const lock = useLock();

  function again() {
    // The answer that it could not draw is not to be drawn again.
    queries.removeQueries({ type: 'inactive' });
    onAgain();
  }

  return (
    <Stack maw={720} mx="auto" py="xl" gap={0}>
      <PageHeader title={t('title')} description={t('body')} />
      <Card p="xl">
        <Stack gap="lg" align="flex-start">
          <Text fz="lg" fw={650}>
            {t('next')}
          </Text>
          <Group gap="sm">
            <Button leftSection={<IconRefresh size={20} aria-hidden />} onClick={again}>
              {common('tryAgain')}
            </Button>
            <Button variant="default" leftSection={<IconHome size={20} aria-hidden />} onClick={onStart}>
              {t('start')}
            </Button>
            {lock && (
              <Button variant="default" leftSection={<IconLock size={20} aria-hidden />} onClick={lock}>
                {t('lock')}
              </Button>
            )}
          </Group>
          <Reference error={error} />
        </Stack>
      </Card>
    </Stack>
  );
}

function Reference({ error }: { readonly error: unknown }) {
  const { t } = useTranslation('pageErrors');
  const reports = useContext(ErrorReportsContext);
  /** Undefined while it is being written down. */
  const [reference, setReference] = useState<string | null>();

  useEffect(() => {
    let isShown = true;
    void reports.report(error, 'page').then((answer) => isShown && setReference(answer));
    return () => {
      isShown = false;
    };
  }, [reports, error]);

  return (
    <div role="status">
      {reference === undefined && <Text c="dimmed">{t('writing')}</Text>}
      {reference === null && <Text>{t('noReference')}</Text>}
      {reference && (
        <>
          <Text>{t('again')}</Text>
          <Code block fz="lg" mt={6}>
            {t('reference', { reference })}
          </Code>
        </>
      )}
    </div>
  );
}

/** Null where nobody is signed in. Somebody who has to leave a stopped page must not leave the desk open. */
function useLock(): (() => void) | null {
  const api = useApi();
  const session = useContext(SessionContext);
  const status = useQueryClient().getQueryData<Status>(STATUS_KEY);
  if (status?.session?.state !== 'active') return null;
  if (session) return () => void session.lock().then(showRefusal);
  // Nothing is left that could show the lock, so the desk is loaded anew and shows it.
  return () => void api['session.lock']({}).then((reply) => (reply.ok ? window.location.reload() : showRefusal(reply)));
}
