import { Alert, Button, Group, Stack, Text } from '@mantine/core';
import { IconAlertTriangle } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { Link } from 'wouter';
import type { ErrorCode, Refusal } from '../../src-shared/contract/operation';
import { RefusalAlert } from '../ui/refusal-alert';

/** What is not about the sale: the same one may go well in a moment. */
const PASSING: ReadonlySet<ErrorCode> = new Set([
  'unreachable',
  'storage-failed',
  'disk-full',
  'session-locked',
  'not-signed-in',
  'internal',
]);

interface SaleRefusalProps {
  readonly refusal: Refusal | null;
  readonly onSellAsAnother: () => void;
}

/** Why nothing was sold and what to do now. Everything that was typed is still there. */
export function SaleRefusal({ refusal, onSellAsAnother }: SaleRefusalProps) {
  const { t } = useTranslation('sell');
  const { t: common } = useTranslation();
  if (refusal?.code === 'conflict') return <SoldBefore onSellAsAnother={onSellAsAnother} />;
  return <RefusalAlert refusal={refusal} action={action()} />;

  function action() {
    if (refusal && PASSING.has(refusal.code)) {
      const isLost = refusal.code === 'unreachable';
      return (
        <Stack gap="xs">
          <Text>{t(isLost ? 'sendAgainIsSafe' : 'tryAgainIsSafe')}</Text>
          <div>
            <Button type="submit" variant="default">
              {isLost ? t('sendAgain') : common('tryAgain')}
            </Button>
          </div>
        </Stack>
      );
    }
    if (refusal?.passId === undefined) return null;
    return (
      <Button component={Link} href={`/preview/${encodeURIComponent(refusal.passId)}`} variant="default">
        {t('showExisting')}
      </Button>
    );
  }
}

/** The answer to the first sending was lost, something was changed meanwhile, and the office knows the sale as it was. */
function SoldBefore({ onSellAsAnother }: { readonly onSellAsAnother: () => void }) {
  const { t } = useTranslation('sell');
  return (
    <Alert role="alert" color="red" icon={<IconAlertTriangle aria-hidden />} title={t('soldBefore.title')}>
      <Stack gap="xs">
        <Text>{t('soldBefore.body')}</Text>
        <Group gap="sm">
          <Button component={Link} href="/database">
            {t('soldBefore.look')}
          </Button>
          <Button variant="default" onClick={onSellAsAnother}>
            {t('soldBefore.another')}
          </Button>
        </Group>
      </Stack>
    </Alert>
  );
}
