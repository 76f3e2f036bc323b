import { Button, Group, Stack, Text } from '@mantine/core';
import { useEffect, useEffectEvent } from 'react';
import { useTranslation } from 'react-i18next';
import type { OutputOf } from '../api/operations';
import { useMutationOperation } from '../api/use-operation';
import { useFormat } from '../format/use-format';
import { FocusedHeading } from '../ui/focused-heading';
import { useAnnounce } from '../ui/live-region';
import { RefusalAlert } from '../ui/refusal-alert';
import type { Device } from './link-state';

interface JoinedPhoneProps {
  readonly invitationId: string;
  readonly applicant: NonNullable<OutputOf<'devices.invitation'>['applicant']>;
  readonly onAccepted: (device: Device) => void;
  /** The phone was turned away. */
  readonly onRefused: () => void;
}

/** Whether the phone that opened the code is the one that is held in front of the desk. */
export function JoinedPhone({ invitationId, applicant, onAccepted, onRefused }: JoinedPhoneProps) {
  const { t } = useTranslation('phones');
  const format = useFormat();
  const announce = useAnnounce();
  const accept = useMutationOperation('devices.accept', { refresh: ['devices.list', 'listener.status'] });
  const cancel = useMutationOperation('devices.cancelInvitation', { refresh: ['devices.list'] });
  const { platform, joinedAt, check } = applicant;
  const spaced = `${check.slice(0, 2)} ${check.slice(2)}`;
  const say = useEffectEvent(() => announce(t('joined.announced', { platform, check: spaced }), 'assertive'));
  useEffect(() => say(), []);

  async function onAccept() {
    const reply = await accept.run({ invitationId, check });
    if (reply.ok) onAccepted(reply.value);
  }
  async function onRefuse() {
    const reply = await cancel.run({ invitationId });
    if (!reply.ok) return;
    announce(t('joined.refused'));
    onRefused();
  }

  return (
    <Stack align="center" ta="center" gap="md" py="lg">
      <div>
        <FocusedHeading>{t('joined.title')}</FocusedHeading>
        <Text c="dimmed">{t('joined.who', { platform, time: format.time(joinedAt) })}</Text>
      </div>
      <Text fz={112} lh={1.1} fw={800} ff="monospace" data-numbers>
        {spaced}
      </Text>
      <div>
        <Text fz="lg" fw={600}>
          {t('joined.question', { check: spaced })}
        </Text>
        <Text c="dimmed">{t('joined.body')}</Text>
      </div>
      <RefusalAlert refusal={accept.refusal ?? cancel.refusal} />
      <Group justify="center" gap="md" mt="sm">
        <Button size="lg" variant="default" loading={cancel.isPending} onClick={() => void onRefuse()}>
          {t('joined.refuse')}
        </Button>
        <Button size="lg" loading={accept.isPending} onClick={() => void onAccept()}>
          {t('joined.accept')}
        </Button>
      </Group>
    </Stack>
  );
}
