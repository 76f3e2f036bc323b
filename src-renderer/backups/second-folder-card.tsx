import { Badge, Button, Group, Stack, Text, TextInput, Title } from '@mantine/core';
import { useForm } from '@mantine/form';
import { IconAlertOctagon, IconCircleCheck, IconFolder, IconPlugConnectedX, IconUsb } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { applyProblems } from '../api/apply-problems';
import { useMutationOperation } from '../api/use-operation';
import { useOffice } from '../session/office';
import { Card } from '../ui/card';
import { ConfirmDialog } from '../ui/confirm-dialog';
import { useAnnounce } from '../ui/live-region';
import { RefusalAlert } from '../ui/refusal-alert';
import type { Status } from './backup-types';
import classes from './backups.module.css';
import { useAgo } from './use-ago';

const LOOKS = {
  none: { color: 'gray', icon: <IconUsb size={18} aria-hidden /> },
  ok: { color: 'teal', icon: <IconCircleCheck size={18} aria-hidden /> },
  away: { color: 'marigold', icon: <IconPlugConnectedX size={18} aria-hidden /> },
  failed: { color: 'red', icon: <IconAlertOctagon size={18} aria-hidden /> },
} as const satisfies Record<Status['second']['state'], unknown>;

interface SecondFolderCardProps {
  readonly second: Status['second'];
  readonly now: number;
}

/** Where every backup is kept once more, so that the event outlives this computer. */
export function SecondFolderCard({ second, now }: SecondFolderCardProps) {
  const { t } = useTranslation('backups');
  const ago = useAgo(now);
  const { desktop } = useOffice();
  const announce = useAnnounce();
  const save = useMutationOperation('backups.save', { refresh: ['backups.status'] });
  const choose = useMutationOperation('backups.chooseFolder', { refresh: [] });
  const [isAsking, setAsking] = useState(false);
  const form = useForm({ initialValues: { secondFolder: second.folder ?? '' } });
  const { folder, state } = second;

  async function keepIn(secondFolder: string) {
    const reply = await save.run({ secondFolder });
    if (!reply.ok) return void applyProblems(form, reply);
    form.setErrors({});
    announce(t('second.saved'));
  }

  async function chooseFolder() {
    const reply = await choose.run({});
    if (!reply.ok || reply.value.folder === null) return;
    form.setFieldValue('secondFolder', reply.value.folder);
    await keepIn(reply.value.folder);
  }

  async function stop() {
    const reply = await save.run({ secondFolder: null });
    if (!reply.ok) return;
    setAsking(false);
    form.setFieldValue('secondFolder', '');
    announce(t('second.stopped'));
  }

  const problem = form.errors['secondFolder'];
  return (
    <Card role="region" aria-labelledby="second-folder" h="100%">
      <Stack gap="sm">
        <Group justify="space-between">
          <Title order={2} id="second-folder">
            {t('second.title')}
          </Title>
          <Badge color={LOOKS[state].color} leftSection={LOOKS[state].icon}>
            {t(`second.states.${state}`)}
          </Badge>
        </Group>
        <Text c="dimmed">{t(`second.body.${state}`)}</Text>
        {folder !== null && (
          <div>
            <Text className={classes.folder ?? ''}>{folder}</Text>
            {second.lastGoodAt !== null && (
              <Text size="sm" c="dimmed">
                {t('second.last', { ago: ago(second.lastGoodAt) })}
              </Text>
            )}
          </div>
        )}
        {desktop ? (
          <>
            {problem && (
              <Text role="alert" c="var(--mantine-color-error)" fw={600}>
                {problem}: <span className={classes.folder}>{form.values.secondFolder}</span>
              </Text>
            )}
            <Group gap="sm">
              <Button
                variant={folder === null ? 'filled' : 'default'}
                leftSection={<IconFolder size={20} aria-hidden />}
                loading={choose.isPending || (save.isPending && !isAsking)}
                onClick={() => void chooseFolder()}
              >
                {t(folder === null ? 'second.choose' : 'second.chooseOther')}
              </Button>
              <StopButton folder={folder} onClick={() => setAsking(true)} />
            </Group>
          </>
        ) : (
          <form onSubmit={form.onSubmit(({ secondFolder }) => void keepIn(secondFolder))} noValidate>
            <Stack gap="sm">
              <TextInput
                label={t('second.field')}
                placeholder={t('second.placeholder')}
                autoComplete="off"
                spellCheck={false}
                {...form.getInputProps('secondFolder')}
              />
              <Group gap="sm">
                <Button type="submit" variant="light" loading={save.isPending && !isAsking}>
                  {t('second.use')}
                </Button>
                <StopButton folder={folder} onClick={() => setAsking(true)} />
              </Group>
            </Stack>
          </form>
        )}
        <RefusalAlert refusal={choose.refusal} />
        {!isAsking && save.refusal?.code !== 'invalid-input' && <RefusalAlert refusal={save.refusal} />}
      </Stack>
      <ConfirmDialog
        opened={isAsking}
        title={t('second.stopTitle')}
        confirmLabel={t('second.stop')}
        isPending={save.isPending}
        refusal={save.refusal}
        onConfirm={() => void stop()}
        onClose={() => setAsking(false)}
      >
        {t('second.stopBody')}
      </ConfirmDialog>
    </Card>
  );
}

function StopButton({ folder, onClick }: { readonly folder: string | null; readonly onClick: () => void }) {
  const { t } = useTranslation('backups');
  if (folder === null) return null;
  return (
    <Button variant="subtle" onClick={onClick}>
      {t('second.stop')}
    </Button>
  );
}
