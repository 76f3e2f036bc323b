import { Alert, Stack, Text } from '@mantine/core';
import { IconBan, IconHourglass } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { useQueryOperation } from '../api/use-operation';
import strip from '../layout/desk.module.css';
import { useOffice } from '../session/office';
import classes from './desks.module.css';

/** So that a desk goes on soon after it was let in. */
const EVERY_MS = 3_000;

/** On a desk that has joined: the number that is compared at another one, until somebody has let it in. */
export function WaitingStrip() {
  const { t } = useTranslation('desks');
  const { desk } = useOffice();
  useQueryOperation('office.status', {}, { refetchInterval: EVERY_MS });
  if (!desk) return null;
  return (
    <Alert
      className={strip.strip ?? ''}
      role="group"
      aria-label={t('waiting.title')}
      color="marigold"
      icon={<IconHourglass aria-hidden />}
      title={t('waiting.title')}
    >
      <div className={classes.waiting}>
        <Stack gap={6} className={classes.words ?? ''}>
          <Text>{t('waiting.who', { name: desk.name })}</Text>
          <Text>{t('waiting.meanwhile')}</Text>
        </Stack>
        <div className={classes.number}>
          <Text size="sm" c="dimmed">
            {t('waiting.check')}
          </Text>
          <Text className={classes.check ?? ''}>{desk.check}</Text>
        </div>
      </div>
    </Alert>
  );
}

/** On a desk that was sent away. */
export function RemovedStrip() {
  const { t } = useTranslation('desks');
  return (
    <Alert
      className={strip.strip ?? ''}
      role="alert"
      color="red"
      icon={<IconBan aria-hidden />}
      title={t('removed.title')}
    >
      {t('removed.body')}
    </Alert>
  );
}
