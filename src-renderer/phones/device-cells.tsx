import { Badge, Group, Stack, Text } from '@mantine/core';
import {
  IconAlertTriangle,
  IconBattery1,
  IconBattery2,
  IconBattery3,
  IconBattery4,
  IconBatteryCharging,
  IconHourglass,
} from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../format/use-format';
import { When } from '../ui/when';
import type { Device } from './link-state';

const LOW = 0.2;

interface CellProps {
  readonly device: Device;
}

export function NameCell({ device }: CellProps) {
  const { t } = useTranslation('phones');
  return (
    <Stack gap={2}>
      <Text fw={650} style={{ overflowWrap: 'anywhere' }}>
        {device.name}
      </Text>
      <Text size="sm" c="dimmed">
        {device.platform}
      </Text>
      <Text size="sm" c="dimmed">
        {t('list.responsible', { name: device.responsibleName })}
      </Text>
    </Stack>
  );
}

/** What reads the codes, which decides how fast that goes. */
export function DecoderName({ device: { health } }: CellProps) {
  const { t } = useTranslation('phones');
  if (!health?.decoder) return null;
  return (
    <Text size="sm" c="dimmed">
      {t(`list.decoders.${health.decoder}`)}
    </Text>
  );
}

export function ScansCell({ device }: CellProps) {
  const { t } = useTranslation('phones');
  return (
    <Stack gap={2}>
      <Text data-numbers style={{ whiteSpace: 'nowrap' }}>
        {t('list.people', { count: device.people })}
      </Text>
      <Text size="sm" c="dimmed">
        {device.lastScanAt === null ? (
          t('list.noScan')
        ) : (
          <>
            {t('list.lastScan')} <When at={device.lastScanAt} show="shortTime" />
          </>
        )}
      </Text>
    </Stack>
  );
}

/** What the phone has recorded without the office. */
export function QueueCell({ device: { health } }: CellProps) {
  const { t } = useTranslation('phones');
  if (!health) return <Text c="dimmed">{t('list.unknown')}</Text>;
  if (health.queue === 0 && health.stuck === 0) return <Text c="dimmed">{t('list.queueEmpty')}</Text>;
  return (
    <Stack gap={4} align="flex-start">
      {health.queue > 0 && (
        <Badge color="marigold" leftSection={<IconHourglass size={18} aria-hidden />}>
          {t('list.queue', { value: health.queue })}
        </Badge>
      )}
      {health.stuck > 0 && (
        <Badge color="red" leftSection={<IconAlertTriangle size={18} aria-hidden />}>
          {t('list.stuck', { count: health.stuck })}
        </Badge>
      )}
    </Stack>
  );
}

export function BatteryCell({ device: { health } }: CellProps) {
  const { t } = useTranslation('phones');
  const format = useFormat();
  if (!health || health.battery === null) return <Text c="dimmed">{t('list.unknown')}</Text>;
  const { battery, charging } = health;
  const isLow = battery <= LOW && charging !== true;
  const share = format.percent(battery);
  return (
    <Group gap="0 6px" {...(isLow ? { c: 'var(--mantine-color-error)', fw: 650 } : {})}>
      <BatteryIcon battery={battery} charging={charging === true} />
      <span data-numbers>{share}</span>
      {charging === true && (
        <Text span size="sm" c="dimmed">
          {t('list.charging')}
        </Text>
      )}
    </Group>
  );
}

function BatteryIcon({ battery, charging }: { readonly battery: number; readonly charging: boolean }) {
  if (charging) return <IconBatteryCharging size={22} aria-hidden />;
  if (battery <= LOW) return <IconBattery1 size={22} aria-hidden />;
  if (battery <= 0.5) return <IconBattery2 size={22} aria-hidden />;
  return battery <= 0.8 ? <IconBattery3 size={22} aria-hidden /> : <IconBattery4 size={22} aria-hidden />;
}
