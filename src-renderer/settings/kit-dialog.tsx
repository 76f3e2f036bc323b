import { Button, Group, Modal, Stack, Text } from '@mantine/core';
import { IconPrinter } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { RecoveryKitSheet } from '../first-run/recovery-kit-sheet';
import { RefusalAlert } from '../ui/refusal-alert';
import { usePrint } from '../ui/use-print';
import type { Kit } from './kit';

interface KitDialogProps {
  readonly kit: Kit;
  readonly onClose: () => void;
}

/** The kit to print. Only its own button closes it, so that a click beside it does not lose it. */
export function KitDialog({ kit, onClose }: KitDialogProps) {
  const { t } = useTranslation('settings');
  const { t: common } = useTranslation();
  const print = usePrint();
  return (
    <Modal
      opened
      size="xl"
      onClose={onClose}
      title={t('keys.kit.title')}
      withCloseButton={false}
      closeOnClickOutside={false}
    >
      <Stack>
        <Text>{t('keys.kit.note')}</Text>
        <div data-print>
          <RecoveryKitSheet kit={kit} />
        </div>
        <RefusalAlert refusal={print.refusal} />
        <Group justify="flex-end" gap="sm">
          <Button variant="default" onClick={onClose}>
            {t('keys.kit.done')}
          </Button>
          <Button
            leftSection={<IconPrinter size={20} aria-hidden />}
            loading={print.isPending}
            onClick={() => void print.run()}
          >
            {common('print')}
          </Button>
        </Group>
      </Stack>
    </Modal>
  );
}
