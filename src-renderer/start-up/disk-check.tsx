import { Button, Text } from '@mantine/core';
import { IconServerOff } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { useBytes } from '../format/use-bytes';
import { CheckScreen } from './check-screen';
import type { NoticeOf } from './notices';

interface DiskCheckProps {
  readonly notice: NoticeOf<'disk-full' | 'disk-low'>;
  readonly onPass: () => void;
}

/** How much room is left, and what happens without it. Goes by itself once there is room again. */
export function DiskCheck({ notice, onPass }: DiskCheckProps) {
  const { t } = useTranslation('startUp');
  const bytes = useBytes();
  const { kind, freeBytes } = notice;
  return (
    <CheckScreen
      icon={<IconServerOff size={40} stroke={1.7} />}
      color={kind === 'disk-full' ? 'red' : 'marigold'}
      title={t(`checks.${kind}.title`)}
      body={t(`checks.${kind}.body`)}
      next={t(`checks.${kind}.next`)}
      actions={
        <Button size="lg" onClick={onPass}>
          {t('checks.goOn')}
        </Button>
      }
    >
      <div>
        <Text size="sm" c="dimmed">
          {t('checks.free')}
        </Text>
        <Text fz="1.6rem" fw={750} data-numbers>
          {bytes(freeBytes)}
        </Text>
      </div>
    </CheckScreen>
  );
}
