import { Button, Group, Radio, Stack, Text, Title } from '@mantine/core';
import { IconArrowRight, IconDatabaseImport, IconFileSearch } from '@tabler/icons-react';
import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Refusal } from '../../src-shared/contract/operation';
import { useMutationOperation } from '../api/use-operation';
import type { Backup } from '../backups/backup-types';
import { TypedPassword } from '../sign-in/typed-password';
import { Card } from '../ui/card';
import { EmptyState } from '../ui/empty-state';
import { FocusedHeading } from '../ui/focused-heading';
import { RefusalAlert } from '../ui/refusal-alert';
import { BackupChoice } from './backup-choice';
import { RestoreRefusal } from './restore-refusal';

/** As many as can be looked over; the other ones are a press away. */
const SHOWN = 5;

export interface Choice {
  readonly id: string | null;
  readonly passphrase: string;
}

interface ChooseStepProps {
  readonly backups: readonly Backup[];
  /** What was chosen before, or what somebody came for. */
  readonly choice: Choice;
  readonly desktop: boolean;
  /** Somebody comes back to it, so the focus follows; at first it stays with the heading of the page. */
  readonly isAgain: boolean;
  /** Why the one that was tried cannot be used. */
  readonly refusal: Refusal | null;
  readonly onFile: (backup: Backup) => void;
  readonly onTry: (backup: Backup, passphrase: string) => void;
}

export function ChooseStep({ backups, choice, desktop, isAgain, refusal, onFile, onTry }: ChooseStepProps) {
  const { t } = useTranslation('restore');
  const choose = useMutationOperation('restore.choose', { refresh: ['restore.list'] });
  const newest = backups.find(({ state }) => state === 'verified');
  const [id, setId] = useState(choice.id);
  const [passphrase, setPassphrase] = useState(choice.passphrase);
  const [problem, setProblem] = useState<string | null>(null);
  const [all, setAll] = useState(false);
  const chosen = backups.find((one) => one.id === id) ?? (id === null ? (newest ?? backups[0]) : undefined);
  const isFar = chosen !== undefined && backups.indexOf(chosen) >= SHOWN;
  const shown = all || isFar ? backups : backups.slice(0, SHOWN);
  // What was wrong with the passphrase stands beside its field until it is typed anew.
  const wrong = refusal?.code === 'wrong-passphrase' && passphrase === choice.passphrase && chosen?.id === choice.id;

  async function chooseFile() {
    const reply = await choose.run({});
    if (!reply.ok || reply.value.backup === null) return;
    onFile(reply.value.backup);
    setId(reply.value.backup.id);
  }

  function onSubmit(event: FormEvent) {
    event.preventDefault();
    if (!chosen) return;
    if (chosen.encrypted && passphrase === '') return setProblem(t('choose.passphraseNeeded'));
    onTry(chosen, chosen.encrypted ? passphrase : '');
  }

  const fileButton = desktop && (
    <Button
      variant={backups.length === 0 ? 'filled' : 'default'}
      leftSection={<IconFileSearch size={20} aria-hidden />}
      loading={choose.isPending}
      onClick={() => void chooseFile()}
    >
      {t('choose.file')}
    </Button>
  );
  if (backups.length === 0) {
    return (
      <Card>
        <EmptyState icon={<IconDatabaseImport size={36} />} title={t('choose.emptyTitle')} action={fileButton}>
          {t(desktop ? 'choose.empty' : 'choose.emptyBrowser')}
        </EmptyState>
        <RefusalAlert refusal={choose.refusal} />
      </Card>
    );
  }

  return (
    <form onSubmit={onSubmit} noValidate>
      <Stack gap="lg">
        {!wrong && refusal?.code !== 'invalid-input' && <RestoreRefusal refusal={refusal} />}
        <Card p="xl">
          <Stack gap="md">
            <div>
              {isAgain ? (
                <FocusedHeading>{t('choose.title')}</FocusedHeading>
              ) : (
                <Title order={2}>{t('choose.title')}</Title>
              )}
              <Text c="dimmed" mt={4}>
                {t('choose.body')}
              </Text>
            </div>
            {id !== null && chosen === undefined && (
              <Text role="status" fw={600} c="var(--accent)">
                {t('choose.gone')}
              </Text>
            )}
            <Radio.Group value={chosen?.id ?? ''} onChange={setId} aria-label={t('choose.label')}>
              <Stack gap="xs">
                {shown.map((backup) => (
                  <BackupChoice key={backup.id} backup={backup} isNewest={backup === newest} />
                ))}
              </Stack>
            </Radio.Group>
            <Group gap="sm">
              {shown.length < backups.length && (
                <Button variant="subtle" onClick={() => setAll(true)}>
                  {t('choose.all', { count: backups.length })}
                </Button>
              )}
              {fileButton}
              {desktop && (
                <Text size="sm" c="dimmed">
                  {t('choose.fileHint')}
                </Text>
              )}
            </Group>
            <RefusalAlert refusal={choose.refusal} />
            {chosen?.state === 'damaged' && (
              <Text role="status" fw={600} c="var(--mantine-color-error)">
                {t('choose.damaged')}
              </Text>
            )}
            {chosen?.encrypted && (
              <TypedPassword
                label={t('choose.passphrase')}
                description={t('choose.passphraseHint')}
                autoComplete="off"
                required
                maw={460}
                value={passphrase}
                error={wrong ? t('choose.wrongPassphrase') : problem}
                onChange={(event) => {
                  setPassphrase(event.currentTarget.value);
                  setProblem(null);
                }}
              />
            )}
          </Stack>
        </Card>
        <Group justify="flex-end">
          <Button type="submit" disabled={!chosen} rightSection={<IconArrowRight size={20} aria-hidden />}>
            {t('choose.submit')}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}
