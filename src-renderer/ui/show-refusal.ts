import { notifications } from '@mantine/notifications';
import type { Refusal } from '../../src-shared/contract/operation';
import { i18n } from '../translations/i18n';

/** For what has no place on the page to say it; otherwise use `RefusalAlert` there. Does nothing with null. */
export function showRefusal(refusal: Refusal | null): void {
  if (!refusal) return;
  notifications.show({
    color: 'red',
    title: i18n.t(`errors:titles.${refusal.code}`),
    message: i18n.t(`errors:codes.${refusal.code}`),
  });
}
