import { Button, Group, Modal, Stack, Text } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'wouter';
import { useMutationOperation } from '../api/use-operation';
import { ConfirmDialog } from '../ui/confirm-dialog';
import type { Desk } from './desk-types';

interface RemoveDialogProps {
  readonly desk: Desk;
  readonly onClose: () => void;
}

/** What a removed desk knows it keeps, so that the way to a new signing key is the end of it. */
export function RemoveDialog({ desk, onClose }: RemoveDialogProps) {
  const { t } = useTranslation('desks');
  const { t: common } = useTranslation();
  const remove = useMutationOperation('desks.remove', { refresh: ['desks.list'] });
  const [isRemoved, setRemoved] = useState(false);
  const { name, deskId, state } = desk;

  async function onConfirm() {
    const reply = await remove.run({ deskId });
    if (!reply.ok) return;
    // It never had the keys.
    if (state === 'waiting') return onClose();
    setRemoved(true);
  }

  if (isRemoved) {
    return (
      <Modal
        opened
        onClose={onClose}
        title={t('remove.doneTitle', { name })}
        closeButtonProps={{ 'aria-label': common('close') }}
      >
        <Stack>
          <Text>{t('remove.newKey')}</Text>
          <Group justify="flex-end" gap="sm">
            <Button variant="default" onClick={onClose}>
              {t('remove.later')}
            </Button>
            <Button component={Link} href="/settings?tab=keys" data-autofocus>
              {t('remove.toKeys')}
            </Button>
          </Group>
        </Stack>
      </Modal>
    );
  }
  return (
    <ConfirmDialog
      opened
      title={t('remove.title', { name })}
      confirmLabel={t('remove.confirm')}
      isPending={remove.isPending}
      refusal={remove.refusal}
      onConfirm={() => void onConfirm()}
      onClose={onClose}
    >
      <Stack gap="xs">
        <Text>{t('remove.body')}</Text>
        {state === 'approved' && <Text>{t('remove.newKey')}</Text>}
      </Stack>
    </ConfirmDialog>
  );
}
