import { Button, Text } from '@mantine/core';
import { IconAlertTriangle, IconCircleCheck } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { Device } from './link-state';

interface SelfTestButtonProps {
  readonly device: Device;
  readonly onOpen: () => void;
}

/** The result in a word; all of it behind. */
export function SelfTestButton({ device, onOpen }: SelfTestButtonProps) {
  const { t } = useTranslation('phones');
  if (!device.selfTest) return <Text c="dimmed">{t('selfTest.none')}</Text>;
  const problems = device.selfTest.checks.filter(({ result }) => result === 'failed').length;
  const summary = problems === 0 ? t('selfTest.passed') : t('selfTest.problems', { count: problems });
  return (
    <Button
      variant="light"
      size="compact-md"
      color={problems === 0 ? 'teal' : 'red'}
      leftSection={
        problems === 0 ? <IconCircleCheck size={18} aria-hidden /> : <IconAlertTriangle size={18} aria-hidden />
      }
      aria-label={t('selfTest.open', { name: device.name, summary })}
      onClick={onOpen}
    >
      {summary}
    </Button>
  );
}
