import { Alert, Group, Stack, Text } from '@mantine/core';
import { IconAlertTriangle } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { Refusal } from '../../src-shared/contract/operation';
import { useCountdown } from './use-countdown';

interface RefusalAlertProps {
  /** Nothing is shown without one, so that `mutation.refusal` or `query.error?.refusal` can be handed over as it is. */
  readonly refusal: Refusal | null | undefined;
  /** What the person can do about it, such as a link to the pass that exists or a button to try again. */
  readonly action?: ReactNode;
}

/** Why the office did not do something, in words, with the time to wait or the reference where there is one. */
export function RefusalAlert({ refusal, action }: RefusalAlertProps) {
  return refusal ? <Shown refusal={refusal} action={action} /> : null;
}

function Shown({ refusal, action }: { readonly refusal: Refusal; readonly action: ReactNode }) {
  const { t } = useTranslation('errors');
  const seconds = useCountdown(refusal.retryAfterSeconds ?? 0, refusal);
  return (
    <Alert
      role="alert"
      color="red"
      variant="light"
      icon={<IconAlertTriangle aria-hidden />}
      title={t(`titles.${refusal.code}`)}
    >
      <Stack gap="xs">
        <Text>{t(`codes.${refusal.code}`)}</Text>
        {/* Screen readers hear the alert once, not every second. */}
        {seconds > 0 && (
          <Text fw={600} data-numbers aria-live="off">
            {t('retryIn', { count: seconds })}
          </Text>
        )}
        {refusal.reference && (
          <Text size="sm" ff="monospace">
            {t('reference', { reference: refusal.reference })}
          </Text>
        )}
        {action && <Group>{action}</Group>}
      </Stack>
    </Alert>
  );
}
