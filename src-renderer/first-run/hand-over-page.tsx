import { Button, Checkbox, Group, Stack, Text, Title } from '@mantine/core';
import { IconArrowRight, IconPrinter } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Card } from '../ui/card';
import { PageHeader } from '../ui/page-header';
import { RefusalAlert } from '../ui/refusal-alert';
import { usePrint } from '../ui/use-print';
import { FirstRunFrame } from './first-run-frame';
import { PasswordSlips } from './password-slips';
import { RecoveryKitSheet } from './recovery-kit-sheet';
import type { SetUpResult } from './set-up-types';
import classes from './sheets.module.css';

interface HandOverPageProps {
  readonly result: SetUpResult;
  readonly onDone: () => void;
}

/** What the office tells once. There is no way past it without saying that it is on paper. */
export function HandOverPage({ result, onDone }: HandOverPageProps) {
  const { t } = useTranslation('firstRun');
  const print = usePrint();
  const [safeKit, setSafeKit] = useState(false);
  const [safePasswords, setSafePasswords] = useState(false);
  const hasInvitations = result.invitations.length > 0;
  const isSafe = safeKit && (safePasswords || !hasInvitations);

  return (
    <FirstRunFrame>
      <PageHeader
        title={t('handOver.title')}
        description={t('handOver.lead')}
        actions={
          <Button
            size="lg"
            leftSection={<IconPrinter size={22} aria-hidden />}
            loading={print.isPending}
            onClick={() => void print.run()}
          >
            {t(hasInvitations ? 'handOver.print' : 'handOver.printKit')}
          </Button>
        }
      />
      <Stack gap="lg">
        <RefusalAlert refusal={print.refusal} />
        <div data-print>
          <RecoveryKitSheet kit={result.kit} />
        </div>
        {hasInvitations && (
          <div data-print className={classes.newPage}>
            <Title order={2}>{t('handOver.passwordsTitle')}</Title>
            <Text mt={4} mb="md">
              {t('handOver.passwordsBody')}
            </Text>
            <PasswordSlips invitations={result.invitations} />
          </div>
        )}
        <Card>
          <Stack gap="sm">
            <Checkbox
              label={t('handOver.safeKit')}
              checked={safeKit}
              onChange={(event) => setSafeKit(event.currentTarget.checked)}
            />
            {hasInvitations && (
              <Checkbox
                label={t('handOver.safePasswords')}
                checked={safePasswords}
                onChange={(event) => setSafePasswords(event.currentTarget.checked)}
              />
            )}
            <Group justify="space-between">
              <Text c="dimmed" id="hand-over-first">
                {isSafe ? '' : t('handOver.first')}
              </Text>
              <Button
                disabled={!isSafe}
                aria-describedby="hand-over-first"
                rightSection={<IconArrowRight size={20} aria-hidden />}
                onClick={onDone}
              >
                {t('handOver.continue')}
              </Button>
            </Group>
          </Stack>
        </Card>
      </Stack>
    </FirstRunFrame>
  );
}
