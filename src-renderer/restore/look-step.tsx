import { Alert, Button, Group, Stack, Text } from '@mantine/core';
import { IconArrowLeft, IconArrowRight, IconKey } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { useMoments } from '../format/use-moments';
import { Card } from '../ui/card';
import { FocusedHeading } from '../ui/focused-heading';
import { HoldingsTable } from './holdings-table';
import { verdictOf } from './missing';
import type { Trial } from './restore-types';
import { VerdictAlert } from './verdict-alert';

interface LookStepProps {
  readonly trial: Trial;
  readonly money: ((amount: number) => string) | null;
  readonly onBack: () => void;
  readonly onContinue: () => void;
}

/** What the backup holds with all that the journal adds, beside what is open now. */
export function LookStep({ trial, money, onBack, onContinue }: LookStepProps) {
  const { t } = useTranslation('restore');
  const { t: words } = useTranslation('backups');
  const { dateTime } = useMoments();
  const { backup, holds, current, keys } = trial;
  const verdict = verdictOf(trial);
  return (
    <Stack gap="lg">
      <Card p="xl">
        <Stack gap="md">
          <div>
            <FocusedHeading>{t('look.title')}</FocusedHeading>
            <Text c="dimmed" mt={4}>
              {holds.eventName === '' ? t('look.noEvent') : holds.eventName} ·{' '}
              {t('look.made', { when: dateTime(backup.at) })} · {words(`kinds.${backup.kind}`)}
            </Text>
          </div>
          <VerdictAlert trial={trial} verdict={verdict} />
          {backup.state === 'unknown' && <Text c="dimmed">{t('look.unverified')}</Text>}
          <HoldingsTable holds={holds} current={verdict.kind === 'another' ? null : current} money={money} />
          {keys === 'kit-needed' && (
            <Alert color="ink" icon={<IconKey aria-hidden />} title={t('look.kit')}>
              {t('look.kitBody')}
            </Alert>
          )}
        </Stack>
      </Card>
      <Group justify="space-between">
        <Button variant="default" leftSection={<IconArrowLeft size={20} aria-hidden />} onClick={onBack}>
          {t('look.other')}
        </Button>
        <Button rightSection={<IconArrowRight size={20} aria-hidden />} onClick={onContinue}>
          {t('look.continue')}
        </Button>
      </Group>
    </Stack>
  );
}
