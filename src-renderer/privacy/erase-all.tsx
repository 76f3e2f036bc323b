import { Button, Group, Modal, Stack, Text, TextInput, Title } from '@mantine/core';
import { IconEraser } from '@tabler/icons-react';
import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { BACKUP_DAYS } from '../../src-shared/backup-days';
import { useMutationOperation } from '../api/use-operation';
import { useOffice } from '../session/office';
import { Card } from '../ui/card';
import { useAnnounce } from '../ui/live-region';
import { RefusalAlert } from '../ui/refusal-alert';

/** Everybody at once, now instead of when it is due: only for who has typed the name of the event. */
export function EraseAll({ named }: { readonly named: number }) {
  const { t } = useTranslation('privacy');
  const [opened, setOpened] = useState(false);
  return (
    <Card role="region" aria-labelledby="privacy-all">
      <Stack gap="sm" align="flex-start">
        <Title order={2} id="privacy-all">
          {t('all.title')}
        </Title>
        <Text c="dimmed" maw="72ch">
          {t('all.body')}
        </Text>
        <Button
          variant="light"
          color="red"
          leftSection={<IconEraser size={20} aria-hidden />}
          onClick={() => setOpened(true)}
        >
          {t('all.action')}
        </Button>
      </Stack>
      {opened && <EraseAllDialog named={named} onClose={() => setOpened(false)} />}
    </Card>
  );
}

function EraseAllDialog({ named, onClose }: { readonly named: number; readonly onClose: () => void }) {
  const { t } = useTranslation('privacy');
  const { t: common } = useTranslation();
  const announce = useAnnounce();
  const event = useOffice().event?.name ?? '';
  const erase = useMutationOperation('privacy.eraseAll');
  const [typed, setTyped] = useState('');
  const [isWrong, setWrong] = useState(false);

  async function onSubmit(submitted: FormEvent) {
    submitted.preventDefault();
    const isRight = plain(typed) === plain(event);
    setWrong(!isRight);
    if (!isRight) return;
    const reply = await erase.run({});
    if (!reply.ok) return;
    announce(t('erasedNow.title', { count: reply.value.erased }));
    onClose();
  }

  return (
    <Modal
      opened
      onClose={onClose}
      title={t('all.dialogTitle')}
      closeOnClickOutside={!erase.isPending}
      closeButtonProps={{ 'aria-label': common('close') }}
    >
      <form onSubmit={(submitted) => void onSubmit(submitted)} noValidate>
        <Stack>
          <Text fw={650}>{t('all.count', { count: named })}</Text>
          <Text>{t('eraseDialog.goes')}</Text>
          <Text>{t('eraseDialog.stays')}</Text>
          <Text>{t('eraseDialog.backups', { count: BACKUP_DAYS })}</Text>
          <TextInput
            autoComplete="off"
            label={t('all.type', { event })}
            value={typed}
            error={isWrong && t('all.mismatch')}
            onChange={({ currentTarget }) => {
              setTyped(currentTarget.value);
              setWrong(false);
            }}
          />
          {erase.isPending && (
            <Text role="status" c="dimmed">
              {t('all.running')}
            </Text>
          )}
          <RefusalAlert refusal={erase.refusal} />
          <Group justify="flex-end" gap="sm">
            <Button variant="default" data-autofocus onClick={onClose}>
              {common('cancel')}
            </Button>
            <Button type="submit" color="red.9" loading={erase.isPending}>
              {t('all.confirm')}
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  );
}

/** Blanks around it and letter case do not make it another event. */
function plain(name: string): string {
  return name.trim().replace(/\s+/g, ' ').toLocaleLowerCase();
}
