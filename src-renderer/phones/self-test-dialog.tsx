import { Button, CopyButton, Group, Modal, Stack, Text } from '@mantine/core';
import { IconCheck, IconCircleCheck, IconCircleMinus, IconCircleX, IconCopy } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { SelfTest } from '../../src-shared/contract/devices';
import { When } from '../ui/when';
import type { Device } from './link-state';
import classes from './phones.module.css';
import { selfTestLine } from './self-test-line';

interface SelfTestDialogProps {
  readonly device: Device;
  readonly onClose: () => void;
}

/** What a phone found out about itself, each check in words, with what to do where one failed. */
export function SelfTestDialog({ device, onClose }: SelfTestDialogProps) {
  const { t } = useTranslation('phones');
  const { t: common } = useTranslation();
  const { selfTest } = device;
  return (
    <Modal
      opened
      onClose={onClose}
      size="lg"
      title={t('selfTest.title', { name: device.name })}
      closeButtonProps={{ 'aria-label': common('close') }}
    >
      {selfTest && (
        <Stack>
          <Text size="sm" c="dimmed" style={{ overflowWrap: 'anywhere' }}>
            {t('selfTest.doneAt')} <When at={selfTest.at} />
            <br />
            {device.platform}, {selfTest.browser}
          </Text>
          <ul className={classes.coming}>
            {selfTest.checks.map((check) => (
              <Check key={check.check} {...check} />
            ))}
          </ul>
          <Group justify="space-between" gap="sm">
            <Text size="sm" c="dimmed">
              {t('selfTest.copyHint')}
            </Text>
            <CopyButton value={selfTestLine(device) ?? ''}>
              {({ copied, copy }) => (
                <Button
                  variant="default"
                  leftSection={copied ? <IconCheck size={18} aria-hidden /> : <IconCopy size={18} aria-hidden />}
                  onClick={copy}
                >
                  {copied ? common('copied') : t('selfTest.copy')}
                </Button>
              )}
            </CopyButton>
          </Group>
        </Stack>
      )}
    </Modal>
  );
}

const ICONS = {
  passed: <IconCircleCheck size={24} color="var(--good)" aria-hidden />,
  failed: <IconCircleX size={24} color="var(--mantine-color-error)" aria-hidden />,
  absent: <IconCircleMinus size={24} color="var(--mantine-color-dimmed)" aria-hidden />,
} as const;

function Check({ check, result, measuredMs, detail }: SelfTest['checks'][number]) {
  const { t } = useTranslation('phones');
  const measured = measuredMs === null ? null : t('selfTest.measured', { value: Math.round(measuredMs) });
  return (
    <li>
      {ICONS[result]}
      <Text fw={600}>{t(`selfTest.checks.${check}`)}</Text>
      <Text ml="auto" ta="end">
        {[t(`selfTest.results.${result}`), measured, detail].filter(Boolean).join(' · ')}
      </Text>
      {result !== 'passed' && (
        <Text size="sm" c="dimmed" w="100%">
          {t(`selfTest.${result}.${check}`)}
        </Text>
      )}
    </li>
  );
}
