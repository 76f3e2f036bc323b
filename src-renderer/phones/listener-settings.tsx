import { Alert, Divider, Drawer, Stack } from '@mantine/core';
import { IconAlertTriangle } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { useQueryOperation } from '../api/use-operation';
import { LoadingState } from '../ui/loading-state';
import { RefusalAlert } from '../ui/refusal-alert';
import { CertificateSettings } from './certificate-settings';
import { ListenerForm } from './listener-form';

/** Networks come and go while somebody looks for the right one. */
const REFRESH_MS = 2_000;

interface ListenerSettingsProps {
  readonly opened: boolean;
  readonly onClose: () => void;
}

/** Where phones find this computer and which certificate they are shown. Only administrators may save it. */
export function ListenerSettings({ opened, onClose }: ListenerSettingsProps) {
  const { t } = useTranslation('listener');
  const { t: common } = useTranslation();
  return (
    <Drawer
      opened={opened}
      onClose={onClose}
      position="right"
      size={600}
      padding="lg"
      title={t('title')}
      // A private key may have been typed in, which a stray click must not take away.
      closeOnClickOutside={false}
      closeButtonProps={{ 'aria-label': common('close') }}
      styles={{
        content: { background: 'var(--surface)' },
        header: { background: 'var(--surface)' },
        title: { fontSize: 'var(--mantine-font-size-lg)', fontWeight: 700 },
      }}
    >
      <Content />
    </Drawer>
  );
}

function Content() {
  const { t } = useTranslation('listener');
  const { data: status, error } = useQueryOperation('listener.status', {}, { refetchInterval: REFRESH_MS });
  const { data: devices, error: devicesError } = useQueryOperation('devices.list', {});
  const refusal = error?.refusal ?? devicesError?.refusal;
  // Without the phones nobody could be told which of them a change cuts off.
  if (!status || !devices) return refusal ? <RefusalAlert refusal={refusal} /> : <LoadingState />;
  const phones = devices.filter(({ state }) => state === 'active' || state === 'paused').length;
  return (
    <Stack gap="lg">
      {status.state === 'failed' && status.failure && (
        <Alert
          role="alert"
          color="red"
          icon={<IconAlertTriangle aria-hidden />}
          title={t(`failures.${status.failure}.title`)}
        >
          {t(`failures.${status.failure}.body`)}
        </Alert>
      )}
      <ListenerForm status={status} phones={phones} />
      <Divider />
      <CertificateSettings status={status} phones={phones} />
    </Stack>
  );
}
