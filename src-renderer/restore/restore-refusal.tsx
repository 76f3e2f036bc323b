import { Alert, Button, Stack, Text } from '@mantine/core';
import { IconAlertTriangle } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { Refusal } from '../../src-shared/contract/operation';
import { RefusalAlert } from '../ui/refusal-alert';

/** What the general words say of sales would be wrong here. */
const OWN_WORDS = ['backup-unusable', 'not-found', 'disk-full', 'storage-failed', 'conflict'] as const;

interface RestoreRefusalProps {
  readonly refusal: Refusal | null;
  /** It was to be put in place, so a lost answer leaves open whether it was. */
  readonly wasReplacing?: boolean;
}

/** Why a backup was neither tried nor put in place. */
export function RestoreRefusal({ refusal, wasReplacing = false }: RestoreRefusalProps) {
  const { t } = useTranslation('restore');
  const { t: errors } = useTranslation('errors');
  if (!refusal) return null;
  const own = OWN_WORDS.find((code) => code === refusal.code);
  const isOpen = wasReplacing && refusal.code === 'unreachable';
  if (!own && !isOpen) return <RefusalAlert refusal={refusal} />;
  const words = own ?? 'unreachable';
  return (
    <Alert role="alert" color="red" icon={<IconAlertTriangle aria-hidden />} title={t(`refusals.${words}.title`)}>
      <Stack gap="xs" align="flex-start">
        <Text>{t(`refusals.${words}.body`)}</Text>
        {refusal.reference && (
          <Text size="sm" ff="monospace">
            {errors('reference', { reference: refusal.reference })}
          </Text>
        )}
        {isOpen && (
          <Button component="a" href="/">
            {t('refusals.unreachable.action')}
          </Button>
        )}
      </Stack>
    </Alert>
  );
}
