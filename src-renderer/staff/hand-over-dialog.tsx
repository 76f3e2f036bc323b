import { Button, Group, Modal, Stack, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { SecretOnce } from '../ui/secret-once';
import type { Invitation } from './staff-dialogs';

interface HandOverDialogProps {
  readonly invitation: Invitation;
  readonly onClose: () => void;
}

/** Only its own button closes it: a click beside it would lose a password that is told once. */
export function HandOverDialog({ invitation, onClose }: HandOverDialogProps) {
  const { t } = useTranslation('staff');
  const { member, oneTimePassword } = invitation;
  const name = member.displayName;
  return (
    <Modal
      opened
      onClose={onClose}
      title={t('handOver.title', { name })}
      withCloseButton={false}
      closeOnClickOutside={false}
      closeOnEscape={false}
    >
      <Stack>
        <Text>{t('handOver.body', { name })}</Text>
        <SecretOnce label={t('handOver.label', { name, username: member.username })} secret={oneTimePassword} />
        <Group justify="flex-end">
          <Button onClick={onClose}>{t('handOver.done')}</Button>
        </Group>
      </Stack>
    </Modal>
  );
}
