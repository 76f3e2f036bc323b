import { Button } from '@mantine/core';
import { IconUserPlus } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useQueryOperation } from '../api/use-operation';
import { Card } from '../ui/card';
import { LoadingState } from '../ui/loading-state';
import { PageHeader } from '../ui/page-header';
import { RefusalAlert } from '../ui/refusal-alert';
import { EditDialog } from './edit-dialog';
import { HandOverDialog } from './hand-over-dialog';
import { InviteDialog } from './invite-dialog';
import { ResetDialog } from './reset-dialog';
import type { Invitation, StaffDialog } from './staff-dialogs';
import { StaffTable } from './staff-table';

const NONE: StaffDialog = { kind: 'none' };

export function StaffPage() {
  const { t } = useTranslation('staff');
  const { data, error } = useQueryOperation('staff.list', {});
  const [dialog, setDialog] = useState<StaffDialog>(NONE);
  const close = () => setDialog(NONE);
  const handOver = (invitation: Invitation) => setDialog({ kind: 'hand-over', invitation });
  return (
    <>
      <PageHeader
        title={t('title')}
        description={t('description')}
        actions={
          <Button leftSection={<IconUserPlus size={20} aria-hidden />} onClick={() => setDialog({ kind: 'invite' })}>
            {t('invite')}
          </Button>
        }
      />
      <RefusalAlert refusal={error?.refusal} />
      {data ? (
        <Card p={0}>
          <StaffTable members={data} onOpen={setDialog} />
        </Card>
      ) : (
        !error && <LoadingState />
      )}
      {dialog.kind === 'invite' && <InviteDialog onInvited={handOver} onClose={close} />}
      {dialog.kind === 'edit' && <EditDialog member={dialog.member} onClose={close} />}
      {dialog.kind === 'reset' && <ResetDialog member={dialog.member} onReset={handOver} onClose={close} />}
      {dialog.kind === 'hand-over' && <HandOverDialog invitation={dialog.invitation} onClose={close} />}
    </>
  );
}
