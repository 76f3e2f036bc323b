import { Button, Group, Stack, Text, ThemeIcon } from '@mantine/core';
import { IconCheck } from '@tabler/icons-react';
import { useEffect, useEffectEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { FocusedHeading } from '../ui/focused-heading';
import { useAnnounce } from '../ui/live-region';
import type { Device } from './link-state';

interface AcceptedPhoneProps {
  readonly device: Device;
  /** Only where one phone after the other is added. */
  readonly onAnother?: () => void;
  readonly onDone: () => void;
}

export function AcceptedPhone({ device, onAnother, onDone }: AcceptedPhoneProps) {
  const { t } = useTranslation('phones');
  const announce = useAnnounce();
  const say = useEffectEvent(() => announce(t('accepted.announced', { name: device.name })));
  useEffect(() => say(), []);
  return (
    <Stack align="center" ta="center" py="md">
      <ThemeIcon size={72} radius="xl" color="teal" variant="light" aria-hidden>
        <IconCheck size={40} />
      </ThemeIcon>
      <FocusedHeading>{t('accepted.title', { name: device.name })}</FocusedHeading>
      <Text>{t('accepted.body')}</Text>
      <Group justify="center" gap="sm" mt="sm">
        {onAnother && (
          <Button variant="default" onClick={onAnother}>
            {t('accepted.another')}
          </Button>
        )}
        <Button onClick={onDone}>{t('accepted.done')}</Button>
      </Group>
    </Stack>
  );
}
