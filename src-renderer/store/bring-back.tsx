import { Button, Group, Stack, Text, Title } from '@mantine/core';
import { IconArrowBackUp, IconDatabaseOff, IconDeviceMobilePause, IconLogout } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useMutationOperation } from '../api/use-operation';
import { useRestoring } from '../restore/restoring';
import { Card } from '../ui/card';
import { ConfirmDialog } from '../ui/confirm-dialog';
import { RefusalAlert } from '../ui/refusal-alert';
import { MovedPage } from './moved-page';
import { Moving } from './moving';
import { Points } from './points';

/** From the store that desks share back to a file on this computer. */
export function BringBack() {
  const { t } = useTranslation('store');
  const exchange = useRestoring();
  const leave = useMutationOperation('store.leave', { refresh: [] });
  const [asking, setAsking] = useState(false);

  async function bringBack() {
    setAsking(false);
    exchange.begin();
    const reply = await leave.run({});
    exchange.end(reply.ok ? <MovedPage what="leave" moved={reply.value} /> : null);
  }

  if (leave.isPending) return <Moving what="leave" />;
  return (
    <Card p="xl" role="region" aria-labelledby="leave">
      <Stack gap="md">
        <div>
          <Title order={2} id="leave">
            {t('leave.title')}
          </Title>
          <Text c="dimmed" mt={4} maw="72ch">
            {t('leave.body')}
          </Text>
        </div>
        <RefusalAlert refusal={leave.refusal} />
        <Group>
          <Button
            variant="default"
            leftSection={<IconArrowBackUp size={20} aria-hidden />}
            onClick={() => setAsking(true)}
          >
            {t('leave.submit')}
          </Button>
        </Group>
      </Stack>
      <ConfirmDialog
        opened={asking}
        title={t('leave.confirmTitle')}
        confirmLabel={t('leave.confirm')}
        onConfirm={() => void bringBack()}
        onClose={() => setAsking(false)}
      >
        <Points
          points={[
            { icon: <IconDatabaseOff />, words: t('leave.others') },
            { icon: <IconLogout />, words: t('share.signedOut') },
            { icon: <IconDeviceMobilePause />, words: t('share.phones') },
          ]}
        />
      </ConfirmDialog>
    </Card>
  );
}
