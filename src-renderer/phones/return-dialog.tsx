import { Modal, Stack, Text } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { AcceptedPhone } from './accepted-phone';
import { InvitationPanel } from './invitation-panel';
import type { Device } from './link-state';
import type { WantedInvitation } from './use-invitation';

interface ReturnDialogProps {
  readonly device: Device;
  readonly onClose: () => void;
}

/** For a phone whose page was lost: a code for this one phone, which stays what it was. */
export function ReturnDialog({ device, onClose }: ReturnDialogProps) {
  const { t } = useTranslation('phones');
  const { t: common } = useTranslation();
  const [wanted] = useState<WantedInvitation>({ kind: 'return', deviceId: device.deviceId });
  const [accepted, setAccepted] = useState<Device | null>(null);
  return (
    <Modal
      opened
      onClose={onClose}
      size={accepted ? 'md' : 1080}
      title={t('add.returnTitle', { name: device.name })}
      closeOnClickOutside={accepted !== null}
      closeButtonProps={{ 'aria-label': common('close') }}
    >
      {accepted ? (
        <AcceptedPhone device={accepted} onDone={onClose} />
      ) : (
        <Stack>
          <Text c="dimmed">{t('add.returnLead')}</Text>
          <InvitationPanel name={device.name} wanted={wanted} onAccepted={setAccepted} />
        </Stack>
      )}
    </Modal>
  );
}
