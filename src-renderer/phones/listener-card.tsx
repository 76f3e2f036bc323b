import { Alert, Button, Group, Loader, Stack, Text, Title } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { IconAlertTriangle, IconDeviceMobile, IconPlayerStop, IconSettings } from '@tabler/icons-react';
import { type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ListenerStatus } from '../../src-shared/contract/listener';
import { useMutationOperation } from '../api/use-operation';
import { usePerson } from '../session/office';
import { Card } from '../ui/card';
import { ConfirmDialog } from '../ui/confirm-dialog';
import { EmptyState } from '../ui/empty-state';
import { useAnnounce } from '../ui/live-region';
import { RefusalAlert } from '../ui/refusal-alert';
import { ListenerFacts } from './listener-facts';
import { ListenerSettings } from './listener-settings';
import type { Phone } from './use-phones';

interface ListenerCardProps {
  readonly status: ListenerStatus;
  readonly phones: readonly Phone[];
}

/** Whether phones can reach this computer, and under which address; an administrator switches that here. */
export function ListenerCard({ status, phones }: ListenerCardProps) {
  const { t } = useTranslation('phones');
  const announce = useAnnounce();
  const save = useMutationOperation('listener.save', { refresh: ['listener.status', 'devices.list'] });
  const [settings, settingsDrawer] = useDisclosure(false);
  const [isAsking, setAsking] = useState(false);
  const mayChange = usePerson().role === 'administrator';
  const paired = phones.filter(({ device }) => device.state === 'active' || device.state === 'paused').length;

  async function turn(on: boolean) {
    const reply = await save.run({ ...status.settings, on });
    if (!reply.ok) return;
    setAsking(false);
    announce(t(on ? 'listener.turnedOn' : 'listener.turnedOff'));
  }

  const actions = mayChange && (
    <Group gap="sm">
      <Button variant="default" leftSection={<IconSettings size={20} aria-hidden />} onClick={settingsDrawer.open}>
        {t('listener.settings')}
      </Button>
      {status.state === 'off' ? (
        <Button loading={save.isPending} onClick={() => void turn(true)}>
          {t('listener.switchOn')}
        </Button>
      ) : (
        <Button
          variant="default"
          leftSection={<IconPlayerStop size={20} aria-hidden />}
          loading={save.isPending && !isAsking}
          onClick={() => (paired > 0 ? setAsking(true) : void turn(false))}
        >
          {t('listener.switchOff')}
        </Button>
      )}
    </Group>
  );

  return (
    <Card role="region" aria-labelledby="listener" mb="lg">
      <Stack>
        {!isAsking && <RefusalAlert refusal={save.refusal} />}
        <State status={status} phones={phones} paired={paired} actions={actions} />
      </Stack>
      {mayChange && <ListenerSettings opened={settings} onClose={settingsDrawer.close} />}
      <ConfirmDialog
        opened={isAsking}
        title={t('listener.stop.title')}
        confirmLabel={t('listener.switchOff')}
        cancelLabel={t('listener.stop.keep')}
        isPending={save.isPending}
        refusal={save.refusal}
        onConfirm={() => void turn(false)}
        onClose={() => setAsking(false)}
      >
        {t('listener.stop.body', { count: paired })}
      </ConfirmDialog>
    </Card>
  );
}

interface StateProps extends ListenerCardProps {
  readonly paired: number;
  readonly actions: ReactNode;
}

function State({ status, phones, paired, actions }: StateProps) {
  const { t } = useTranslation('phones');
  const { t: words } = useTranslation('listener');
  if (status.state === 'off') {
    return (
      <EmptyState
        icon={<IconDeviceMobile size={36} />}
        title={t('listener.offTitle')}
        action={actions || <Text fw={600}>{t('listener.askAdministrator')}</Text>}
        titleId="listener"
      >
        {t('listener.offBody')}
      </EmptyState>
    );
  }
  if (status.state === 'failed' && status.failure) {
    return (
      <>
        <Alert
          role="alert"
          color="red"
          icon={<IconAlertTriangle aria-hidden />}
          title={t('listener.failedTitle')}
          id="listener"
        >
          <Text fw={600}>{words(`failures.${status.failure}.title`)}</Text>
          <Text>{words(`failures.${status.failure}.body`)}</Text>
        </Alert>
        {actions || <Text>{t('listener.askAdministratorToChange')}</Text>}
      </>
    );
  }
  return (
    <>
      <Group justify="space-between" align="flex-start" gap="md">
        <Title order={2} id="listener">
          {status.state === 'on' ? t('listener.on') : t('listener.starting')}
        </Title>
        {actions}
      </Group>
      {status.state === 'on' ? (
        <ListenerFacts status={status} phones={phones} paired={paired} />
      ) : (
        <Group gap="sm" role="status">
          <Loader size="sm" aria-hidden />
          <Text c="dimmed">{t('listener.startingBody')}</Text>
        </Group>
      )}
    </>
  );
}
