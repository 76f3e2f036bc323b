import { Button, Group, Modal, Stack } from '@mantine/core';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { Refusal } from '../../src-shared/contract/operation';
import { RefusalAlert } from './refusal-alert';

interface ConfirmDialogProps {
  readonly opened: boolean;
  readonly title: string;
  /** What will happen, and whether it can be taken back. */
  readonly children: ReactNode;
  /** The verb of what will be done, such as "Cancel this pass"; never "OK". */
  readonly confirmLabel: string;
  /** What the safe button says; "Cancel" unless that could be mistaken. */
  readonly cancelLabel?: string;
  readonly isPending?: boolean;
  /** Shown in the dialog that caused it. */
  readonly refusal?: Refusal | null;
  readonly onConfirm: () => void;
  readonly onClose: () => void;
}

/** Asks before something that cannot easily be taken back. The safe button has the focus, so Enter harms nothing. */
export function ConfirmDialog(props: ConfirmDialogProps) {
  const { t } = useTranslation();
  return (
    <Modal
      opened={props.opened}
      onClose={props.onClose}
      title={props.title}
      closeButtonProps={{ 'aria-label': t('close') }}
    >
      <Stack>
        <div>{props.children}</div>
        <RefusalAlert refusal={props.refusal} />
        <Group justify="flex-end" gap="sm">
          <Button variant="default" data-autofocus onClick={props.onClose}>
            {props.cancelLabel ?? t('cancel')}
          </Button>
          <Button color="red.9" loading={props.isPending ?? false} onClick={props.onConfirm}>
            {props.confirmLabel}
          </Button>
        </Group>
      </Stack>
    </Modal>
  );
}
