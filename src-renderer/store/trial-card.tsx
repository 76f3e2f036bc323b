import { Alert, Group, Stack, Text } from '@mantine/core';
import { IconAlertTriangle, IconCircleCheck, IconLockOpen } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { useMilliseconds } from '../format/use-milliseconds';
import { useMoments } from '../format/use-moments';
import { Facts } from './facts';
import classes from './store.module.css';
import { fits, lineOf, type StorePurpose, type Trial } from './store-types';

interface TrialCardProps {
  readonly trial: Trial;
  readonly purpose: StorePurpose;
}

/** What stands behind an address that answers, with what is worth a second thought. */
export function TrialCard({ trial, purpose }: TrialCardProps) {
  const { t } = useTranslation('store');
  const { number } = useMoments();
  const milliseconds = useMilliseconds();
  const { name, server, event, durable } = trial;
  const isFit = fits(trial, purpose);
  return (
    <Stack gap="md" className={classes.trial} role="group" aria-label={t('trial.label')}>
      <Group gap="xs" wrap="nowrap">
        {isFit ? (
          <IconCircleCheck size={24} color="var(--good)" aria-hidden />
        ) : (
          <IconAlertTriangle size={24} color="var(--accent)" aria-hidden />
        )}
        <Text fw={700} fz="lg">
          {t(isFit ? `trial.fit.${purpose}` : `trial.unfit.${purpose}`)}
        </Text>
      </Group>
      <Facts
        facts={[
          { name: t('facts.server'), value: t('trial.version', { version: server }) },
          { name: t('trial.answers'), value: t('trial.within', { time: milliseconds(trial.milliseconds) }) },
          { name: t('facts.line'), value: t(`facts.lines.${lineOf(name)}`) },
          {
            name: t('trial.holds'),
            isWide: true,
            value: event
              ? t('trial.event', {
                  name: event.name,
                  passes: t('passes', { count: event.passes, number: number(event.passes) }),
                  desks: t('trial.desks', { count: event.desks, number: number(event.desks) }),
                })
              : t('trial.empty'),
          },
        ]}
      />
      {lineOf(name) === 'plain' && (
        <Alert role="note" color="marigold" icon={<IconLockOpen aria-hidden />} title={t('warnings.plainTitle')}>
          {t('warnings.plain')}
        </Alert>
      )}
      {!durable && (
        <Alert role="note" color="red" icon={<IconAlertTriangle aria-hidden />} title={t('warnings.losesTitle')}>
          {t('warnings.loses')}
        </Alert>
      )}
    </Stack>
  );
}
