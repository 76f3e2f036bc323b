import { Stack, Text, Title } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useQueryOperation } from '../api/use-operation';
import { Card } from '../ui/card';
import { LoadingState } from '../ui/loading-state';
import { RefusalAlert } from '../ui/refusal-alert';
import { ApproveDialog } from './approve-dialog';
import type { DeskDialog } from './desk-types';
import { DesksTable } from './desks-table';
import { RemoveDialog } from './remove-dialog';
import { RenameDialog } from './rename-dialog';

const EVERY_MS = 4_000;

/** The desks that share the store: who waits to be let in, who is here, and who is not any more. */
export function DesksCard() {
  const { t } = useTranslation('desks');
  const { data, error } = useQueryOperation('desks.list', {}, { refetchInterval: EVERY_MS });
  const [dialog, setDialog] = useState<DeskDialog | null>(null);
  const close = () => setDialog(null);
  return (
    <Card p={0} role="region" aria-labelledby="desks">
      <Stack gap={4} p="xl" pb="sm">
        <Title order={2} id="desks">
          {t('title')}
        </Title>
        <Text c="dimmed" maw="72ch">
          {t('body')}
        </Text>
        {!data && <RefusalAlert refusal={error?.refusal} />}
      </Stack>
      {data ? <DesksTable desks={data} onOpen={setDialog} /> : !error && <LoadingState />}
      {dialog?.kind === 'approve' && <ApproveDialog desk={dialog.desk} onClose={close} />}
      {dialog?.kind === 'rename' && <RenameDialog desk={dialog.desk} onClose={close} />}
      {dialog?.kind === 'remove' && <RemoveDialog desk={dialog.desk} onClose={close} />}
    </Card>
  );
}
