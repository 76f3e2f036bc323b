import { Button, Checkbox, Group, Stack, Text } from '@mantine/core';
import {
  IconArchive,
  IconArrowLeft,
  IconDatabaseImport,
  IconKey,
  IconLogin2,
  IconLogout,
  IconPlayerPause,
} from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Refusal } from '../../src-shared/contract/operation';
import { useMoments } from '../format/use-moments';
import { Card } from '../ui/card';
import { FocusedHeading } from '../ui/focused-heading';
import { verdictOf } from './missing';
import classes from './restore.module.css';
import { RestoreRefusal } from './restore-refusal';
import type { Situation, Trial } from './restore-types';

interface ReplaceStepProps {
  readonly situation: Situation;
  readonly trial: Trial;
  readonly refusal: Refusal | null;
  readonly onBack: () => void;
  readonly onReplace: () => void;
}

/** What happens with the last press, and the press. The heading has the focus, so Enter harms nothing. */
export function ReplaceStep({ situation, trial, refusal, onBack, onReplace }: ReplaceStepProps) {
  const { t } = useTranslation('restore');
  const { t: common } = useTranslation();
  const { dateTime } = useMoments();
  const [understood, setUnderstood] = useState(false);
  const isDesk = situation === 'desk';
  const needsTick = isDesk || verdictOf(trial).kind !== 'nothing';
  return (
    <Stack gap="lg">
      <RestoreRefusal refusal={refusal} wasReplacing />
      <Card p="xl">
        <Stack gap="lg">
          <div>
            <FocusedHeading>{t(`replace.title.${situation}`)}</FocusedHeading>
            <Text c="dimmed" mt={4}>
              {t('replace.from', { when: dateTime(trial.backup.at) })}
            </Text>
          </div>
          <ul className={classes.points}>
            <Point icon={<IconArchive />}>
              {situation === 'first-run' ? t('replace.brought') : t(`replace.kept.${situation}`)}
            </Point>
            {isDesk && <Point icon={<IconPlayerPause />}>{t('replace.pause')}</Point>}
            <Point icon={isDesk ? <IconLogout /> : <IconLogin2 />}>
              {t(isDesk ? 'replace.signedOut' : 'replace.signIn')}
            </Point>
            {trial.keys === 'kit-needed' && situation !== 'first-run' && (
              <Point icon={<IconKey />}>{t('look.kitBody')}</Point>
            )}
          </ul>
          {needsTick && (
            <Checkbox
              label={t(isDesk ? 'replace.understood' : 'replace.understoodMissing')}
              checked={understood}
              onChange={(event) => setUnderstood(event.currentTarget.checked)}
            />
          )}
        </Stack>
      </Card>
      <Group justify="space-between">
        <Button variant="default" leftSection={<IconArrowLeft size={20} aria-hidden />} onClick={onBack}>
          {common('back')}
        </Button>
        <Group gap="sm">
          <Text c="dimmed" id="understood-first">
            {needsTick && !understood ? t('replace.understoodFirst') : ''}
          </Text>
          <Button
            {...(isDesk ? { color: 'red.9' } : {})}
            leftSection={<IconDatabaseImport size={20} aria-hidden />}
            disabled={needsTick && !understood}
            aria-describedby="understood-first"
            onClick={onReplace}
          >
            {t(`replace.submit.${situation}`)}
          </Button>
        </Group>
      </Group>
    </Stack>
  );
}

function Point({ icon, children }: { readonly icon: React.ReactElement; readonly children: string }) {
  return (
    <li>
      <span aria-hidden>{icon}</span>
      <Text>{children}</Text>
    </li>
  );
}
