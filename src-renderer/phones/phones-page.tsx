import { Button } from '@mantine/core';
import { IconDeviceMobile, IconPlus } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useSearchParams } from 'wouter';
import { Card } from '../ui/card';
import { EmptyState } from '../ui/empty-state';
import { LoadingState } from '../ui/loading-state';
import { PageHeader } from '../ui/page-header';
import { RefusalAlert } from '../ui/refusal-alert';
import { AddDialog } from './add-dialog';
import { ChangeDialog } from './change-dialog';
import { CollisionsCard } from './collisions-card';
import { type DeviceAction, DevicesTable } from './devices-table';
import type { Device } from './link-state';
import { ListenerCard } from './listener-card';
import { ReturnDialog } from './return-dialog';
import { SelfTestDialog } from './self-test-dialog';
import { SignOffDialog } from './sign-off-dialog';
import { useListener, usePhones } from './use-phones';

type Dialog =
  | { readonly kind: 'none' | 'add' }
  | { readonly kind: Exclude<DeviceAction, 'return'>; readonly deviceId: string };

const NONE: Dialog = { kind: 'none' };

/** Phones at the gate. `?return=<deviceId>` opens the code that brings one of them back. */
export function PhonesPage() {
  const { t } = useTranslation('phones');
  const { data: listener, error: listenerError } = useListener();
  const { phones, error } = usePhones();
  const [dialog, setDialog] = useState<Dialog>(NONE);
  const [search, setSearch] = useSearchParams();
  const returning = search.get('return');
  const refusal = (listener ? null : listenerError?.refusal) ?? (phones ? null : error?.refusal);
  const isOn = listener?.state === 'on';

  const close = () => setDialog(NONE);
  function onAction(action: DeviceAction, { deviceId }: Device) {
    if (action === 'return') setSearch({ return: deviceId }, { replace: true });
    else setDialog({ kind: action, deviceId });
  }
  const add = (
    <Button leftSection={<IconPlus size={20} aria-hidden />} onClick={() => setDialog({ kind: 'add' })}>
      {t('add.action')}
    </Button>
  );
  const about = 'deviceId' in dialog ? phones?.find(({ device }) => device.deviceId === dialog.deviceId) : undefined;
  const toReturn = phones?.find(({ device, link }) => device.deviceId === returning && link !== 'revoked');

  return (
    <>
      <PageHeader
        title={t('title')}
        description={t('description')}
        actions={isOn && phones && phones.length > 0 && add}
      />
      <RefusalAlert refusal={refusal} />
      {listener && phones ? (
        <>
          <ListenerCard status={listener} phones={phones} />
          {phones.length > 0 ? (
            <Card p={0} mb="lg">
              <DevicesTable phones={phones} onAction={onAction} />
            </Card>
          ) : (
            isOn && (
              <Card>
                <EmptyState icon={<IconDeviceMobile size={36} />} title={t('list.emptyTitle')} action={add}>
                  {t('list.emptyBody')}
                </EmptyState>
              </Card>
            )
          )}
          <CollisionsCard />
        </>
      ) : (
        !refusal && <LoadingState />
      )}
      {dialog.kind === 'add' && <AddDialog devices={(phones ?? []).map(({ device }) => device)} onClose={close} />}
      {toReturn && <ReturnDialog device={toReturn.device} onClose={() => setSearch({}, { replace: true })} />}
      {about && dialog.kind === 'change' && <ChangeDialog device={about.device} onClose={close} />}
      {about && dialog.kind === 'sign-off' && <SignOffDialog phone={about} onClose={close} />}
      {about && dialog.kind === 'self-test' && <SelfTestDialog device={about.device} onClose={close} />}
    </>
  );
}
