import { Alert, Button, Group, Loader, Stack, Text } from '@mantine/core';
import { IconAlertTriangle, IconRefresh } from '@tabler/icons-react';
import { useEffect, useEffectEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { useAnnounce } from '../ui/live-region';
import { LoadingState } from '../ui/loading-state';
import { QrCode } from '../ui/qr-code';
import { RefusalAlert } from '../ui/refusal-alert';
import { JoinedPhone } from './joined-phone';
import type { Device } from './link-state';
import { PhonePictures } from './phone-pictures';
import classes from './phones.module.css';
import { type ShownInvitation, useInvitation, type WantedInvitation } from './use-invitation';
import { useListener } from './use-phones';

interface InvitationPanelProps {
  readonly name: string;
  readonly wanted: WantedInvitation;
  readonly onAccepted: (device: Device) => void;
}

/** The code of one phone, with what the phone will show, until it has joined and somebody has compared its number. */
export function InvitationPanel({ name, wanted, onAccepted }: InvitationPanelProps) {
  const { t } = useTranslation('phones');
  const announce = useAnnounce();
  const { data: listener } = useListener();
  const origin = listener?.origin ?? null;
  const shown = useInvitation(wanted, origin);
  const { invitation, state, refusal } = shown;
  const invitationId = invitation?.invitationId;
  const say = useEffectEvent(() => announce(t('code.announced', { name })));
  useEffect(() => {
    if (invitationId !== undefined) say();
  }, [invitationId]);

  if (listener && origin === null) return <Alert color="marigold">{t('add.phonesOff')}</Alert>;
  if (refusal) {
    return <RefusalAlert refusal={refusal} action={<Button onClick={shown.renew}>{t('code.retry')}</Button>} />;
  }
  if (!invitation) return <LoadingState />;
  // Until the answer to the acceptance is there, in case it was lost and has to be asked for again.
  if (state?.applicant && (state.state === 'joined' || state.state === 'accepted')) {
    return (
      <JoinedPhone
        invitationId={invitation.invitationId}
        applicant={state.applicant}
        onAccepted={(device) => {
          shown.finish();
          onAccepted(device);
        }}
        onRefused={shown.renew}
      />
    );
  }
  return (
    <div className={classes.invitation}>
      <Code url={invitation.url} shown={shown} />
      <PhonePictures host={new URL(invitation.url).hostname} certificate={listener?.settings.certificate ?? 'own'} />
    </div>
  );
}

function Code({ url, shown }: { readonly url: string; readonly shown: ShownInvitation }) {
  const { t } = useTranslation('phones');
  if (shown.isOver) {
    return (
      <Alert
        role="alert"
        color="marigold"
        icon={<IconAlertTriangle aria-hidden />}
        title={t('code.over')}
        className={classes.code ?? ''}
      >
        <Stack align="flex-start">
          <Text>{t('code.overBody')}</Text>
          <Button onClick={shown.renew}>{t('code.retry')}</Button>
        </Stack>
      </Alert>
    );
  }
  return (
    <Stack gap="sm" className={classes.code ?? ''}>
      <Text fw={600}>{t('code.lead')}</Text>
      <div className={classes.qr} data-stale={shown.isMaking || undefined}>
        <QrCode text={url} label={t('code.label', { address: new URL(url).host })} />
      </div>
      <Group justify="space-between" wrap="nowrap" gap="xs">
        {/* Screen readers hear that there is a code, not every second of it. */}
        <Text size="sm" data-numbers aria-live="off">
          {shown.isMaking ? t('code.making') : t('code.secondsLeft', { count: shown.secondsLeft })}
        </Text>
        <Button
          variant="default"
          size="sm"
          leftSection={shown.isMaking ? <Loader size={16} /> : <IconRefresh size={18} aria-hidden />}
          disabled={shown.isMaking}
          onClick={shown.renew}
          style={{ flexShrink: 0 }}
        >
          {t('code.renew')}
        </Button>
      </Group>
      <div>
        <Text size="sm">{t('code.typed')}</Text>
        <Text ff="monospace" fw={600} className={classes.address ?? ''}>
          {url}
        </Text>
      </div>
      <Text size="sm" c="dimmed">
        {t('code.limit')}
      </Text>
    </Stack>
  );
}
