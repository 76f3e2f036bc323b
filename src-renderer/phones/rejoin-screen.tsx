import { Anchor, Button, Group, Modal, Stack, Text } from '@mantine/core';
import { IconCircleCheck, IconRefreshAlert } from '@tabler/icons-react';
import { useEffect, useEffectEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'wouter';
import { useMutationOperation } from '../api/use-operation';
import { ConfirmDialog } from '../ui/confirm-dialog';
import { FocusedHeading } from '../ui/focused-heading';
import { useAnnounce } from '../ui/live-region';
import { LoadingState } from '../ui/loading-state';
import { QrCode } from '../ui/qr-code';
import classes from './phones.module.css';
import { useInvitation, type WantedInvitation } from './use-invitation';
import { type Phone, usePhones } from './use-phones';

const REJOIN: WantedInvitation = { kind: 'rejoin' };

interface RejoinScreenProps {
  /** The address that phones knew. */
  readonly from: string;
  readonly origin: string | null;
  readonly onLater: () => void;
}

/** The code over the whole window, large enough for a scanner at arm's length, and which phones are back. */
export function RejoinScreen({ from, origin, onLater }: RejoinScreenProps) {
  const { t } = useTranslation('phones');
  const { phones = [] } = usePhones();
  const forget = useMutationOperation('listener.forgetMove', { refresh: ['listener.status', 'devices.list'] });
  const [isAsking, setAsking] = useState(false);
  const coming = phones.filter(({ device }) => device.state === 'active' || device.state === 'paused');
  return (
    <Modal.Root opened fullScreen onClose={onLater} closeOnEscape={!isAsking}>
      <Modal.Content aria-label={t('rejoin.title')} bg="var(--mantine-color-body)">
        <Modal.Body>
          <div className={classes.rejoin}>
            <Code origin={origin} />
            <Stack gap="md">
              <FocusedHeading large>{t('rejoin.title')}</FocusedHeading>
              <Text fz="lg">{t('rejoin.lead')}</Text>
              {origin !== null && (
                <Text c="dimmed" style={{ overflowWrap: 'anywhere' }}>
                  {t('rejoin.from', { from, to: origin })}
                </Text>
              )}
              <ul className={classes.coming} aria-label={t('rejoin.phones')}>
                {coming.map((phone) => (
                  <ComingPhone key={phone.device.deviceId} phone={phone} onLeave={onLater} />
                ))}
              </ul>
              <Group gap="sm" mt="sm">
                <Button variant="default" onClick={() => setAsking(true)}>
                  {t('rejoin.forget')}
                </Button>
                <Button onClick={onLater}>{t('rejoin.later')}</Button>
              </Group>
            </Stack>
          </div>
        </Modal.Body>
      </Modal.Content>
      <ConfirmDialog
        opened={isAsking}
        title={t('rejoin.forgetTitle')}
        confirmLabel={t('rejoin.forgetConfirm')}
        cancelLabel={t('rejoin.forgetKeep')}
        isPending={forget.isPending}
        refusal={forget.refusal}
        onConfirm={() => void forget.run({})}
        onClose={() => setAsking(false)}
      >
        {t('rejoin.forgetBody')}
      </ConfirmDialog>
    </Modal.Root>
  );
}

function Code({ origin }: { readonly origin: string | null }) {
  const { t } = useTranslation('phones');
  const announce = useAnnounce();
  const { invitation, state } = useInvitation(REJOIN, origin);
  const newest = state?.returned.at(-1);
  const say = useEffectEvent((name: string) => announce(t('rejoin.returned', { name })));
  const name = newest?.name;
  useEffect(() => {
    if (name !== undefined) say(name);
  }, [name, newest?.deviceId]);

  // It is tried again until there is an address, so there is nothing to press.
  if (!invitation || origin === null) {
    return (
      <div>
        <LoadingState />
        <Text ta="center">{t('rejoin.waiting')}</Text>
      </div>
    );
  }
  return (
    <div className={classes.qr}>
      <QrCode text={invitation.url} label={t('rejoin.label', { address: new URL(invitation.url).host })} />
    </div>
  );
}

function ComingPhone({ phone: { device }, onLeave }: { readonly phone: Phone; readonly onLeave: () => void }) {
  const { t } = useTranslation('phones');
  return (
    <li>
      {device.missing ? (
        <IconRefreshAlert size={24} color="var(--accent)" aria-hidden />
      ) : (
        <IconCircleCheck size={24} color="var(--good)" aria-hidden />
      )}
      <Text fw={650}>{device.name}</Text>
      <Text c="dimmed">{t(device.missing ? 'rejoin.isMissing' : 'rejoin.isBack')}</Text>
      {device.missing && (
        <Text size="sm" ml="auto">
          {t('rejoin.closedHint')}{' '}
          <Anchor
            component={Link}
            underline="always"
            href={`/phones?return=${encodeURIComponent(device.deviceId)}`}
            aria-label={t('actions.returnOf', { name: device.name })}
            onClick={onLeave}
          >
            {t('actions.return')}
          </Anchor>
        </Text>
      )}
    </li>
  );
}
