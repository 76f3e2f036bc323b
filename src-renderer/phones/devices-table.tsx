import { ActionIcon, Button, Menu, Stack, Table } from '@mantine/core';
import { IconArrowBackUp, IconDotsVertical, IconLogout, IconPencil } from '@tabler/icons-react';
import { type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { BatteryCell, DecoderName, NameCell, QueueCell, ScansCell } from './device-cells';
import { DeviceLink } from './device-link';
import type { Device } from './link-state';
import classes from './phones.module.css';
import { SelfTestButton } from './self-test-button';
import type { Phone } from './use-phones';

export type DeviceAction = 'change' | 'return' | 'sign-off' | 'self-test';

interface DevicesTableProps {
  readonly phones: readonly Phone[];
  readonly onAction: (action: DeviceAction, device: Device) => void;
}

const COLUMNS = ['phone', 'link', 'scans', 'queue', 'battery', 'selfTest'] as const;

/** Every phone with what it says of itself. Those that were signed off are shown when somebody asks for them. */
export function DevicesTable({ phones, onAction }: DevicesTableProps) {
  const { t } = useTranslation('phones');
  const [withRevoked, setWithRevoked] = useState(false);
  const revoked = phones.filter(({ link }) => link === 'revoked').length;
  const shown = withRevoked ? phones : phones.filter(({ link }) => link !== 'revoked');
  return (
    <div className={classes.table}>
      {/* Narrow tables are drawn as cards, so what they are is said once more. */}
      <Table role="table" aria-label={t('list.label')} horizontalSpacing={9}>
        <Table.Thead role="rowgroup">
          <Table.Tr role="row">
            {COLUMNS.map((column) => (
              <Table.Th key={column} role="columnheader" scope="col" data-column={column}>
                {t(`list.columns.${column}`)}
              </Table.Th>
            ))}
            <Table.Th role="columnheader" scope="col">
              <span className="visually-hidden">{t('list.columns.actions')}</span>
            </Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody role="rowgroup">
          {shown.map((phone) => (
            <DeviceRow key={phone.device.deviceId} phone={phone} onAction={onAction} />
          ))}
        </Table.Tbody>
      </Table>
      {revoked > 0 && (
        <Button variant="subtle" m="sm" onClick={() => setWithRevoked((before) => !before)}>
          {withRevoked ? t('list.hideRevoked') : t('list.showRevoked', { count: revoked })}
        </Button>
      )}
    </div>
  );
}

interface DeviceRowProps {
  readonly phone: Phone;
  readonly onAction: (action: DeviceAction, device: Device) => void;
}

function DeviceRow({ phone, onAction }: DeviceRowProps) {
  const { device, link } = phone;
  const isOver = link === 'revoked' || link === 'expired';
  return (
    <Table.Tr role="row" data-over={isOver || undefined}>
      <Table.Th role="rowheader" scope="row" fw={400}>
        <NameCell device={device} />
      </Table.Th>
      <Cell column="link">
        <DeviceLink phone={phone} onReturn={() => onAction('return', device)} />
      </Cell>
      <Cell column="scans">
        <ScansCell device={device} />
      </Cell>
      <Cell column="queue">
        <QueueCell device={device} />
      </Cell>
      <Cell column="battery">
        <BatteryCell device={device} />
      </Cell>
      <Cell column="selfTest">
        <Stack gap={4} align="flex-start">
          <SelfTestButton device={device} onOpen={() => onAction('self-test', device)} />
          <DecoderName device={device} />
        </Stack>
      </Cell>
      <Table.Td role="cell">{link !== 'revoked' && <Actions device={device} onAction={onAction} />}</Table.Td>
    </Table.Tr>
  );
}

function Cell({ column, children }: { readonly column: (typeof COLUMNS)[number]; readonly children: ReactNode }) {
  const { t } = useTranslation('phones');
  return (
    <Table.Td role="cell">
      <span className={classes.label} aria-hidden>
        {t(`list.columns.${column}`)}
      </span>
      {children}
    </Table.Td>
  );
}

interface ActionsProps {
  readonly device: Device;
  readonly onAction: (action: DeviceAction, device: Device) => void;
}

function Actions({ device, onAction }: ActionsProps) {
  const { t } = useTranslation('phones');
  return (
    <Menu position="bottom-end">
      <Menu.Target>
        <ActionIcon variant="subtle" size={44} aria-label={t('actions.menu', { name: device.name })}>
          <IconDotsVertical size={22} aria-hidden />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Item
          leftSection={<IconPencil size={20} aria-hidden />}
          fz="md"
          onClick={() => onAction('change', device)}
        >
          {t('actions.change')}
        </Menu.Item>
        <Menu.Item
          leftSection={<IconArrowBackUp size={20} aria-hidden />}
          fz="md"
          onClick={() => onAction('return', device)}
        >
          {t('actions.return')}
        </Menu.Item>
        <Menu.Item
          color="red"
          leftSection={<IconLogout size={20} aria-hidden />}
          fz="md"
          onClick={() => onAction('sign-off', device)}
        >
          {t('actions.signOff')}
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}
