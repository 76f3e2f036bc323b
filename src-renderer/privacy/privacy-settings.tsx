import { Stack } from '@mantine/core';
import { useQueryOperation } from '../api/use-operation';
import { LoadingState } from '../ui/loading-state';
import { RefusalAlert } from '../ui/refusal-alert';
import { EraseAll } from './erase-all';
import { FindPerson } from './find-person';
import { PrivacyStatus } from './privacy-status';
import { RetentionForm } from './retention-form';

/** Whose names are kept and how long, and what a guest may ask for. */
export function PrivacySettings() {
  const { data: status, error } = useQueryOperation('privacy.status', {});
  if (!status) return error ? <RefusalAlert refusal={error.refusal} /> : <LoadingState />;
  return (
    <Stack gap="lg">
      <PrivacyStatus status={status} />
      <RetentionForm status={status} />
      {status.named > 0 && <FindPerson />}
      {status.named > 0 && <EraseAll named={status.named} />}
    </Stack>
  );
}
