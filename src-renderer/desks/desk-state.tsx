import { Badge, Text } from '@mantine/core';
import { IconBan, IconCircleCheck, IconHourglass } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { fromInstant } from '../../src-shared/moment';
import { When } from '../ui/when';
import type { Desk } from './desk-types';

/** A shape for each, beside its word and colour. */
const LOOKS = {
  waiting: { color: 'marigold', icon: <IconHourglass size={18} aria-hidden /> },
  approved: { color: 'teal', icon: <IconCircleCheck size={18} aria-hidden /> },
  removed: { color: 'red', icon: <IconBan size={18} aria-hidden /> },
} as const satisfies Record<Desk['state'], unknown>;

/** A desk that is here says so several times a minute. */
const HERE_MS = 60_000;

/** What a desk may do. */
export function DeskState({ state }: Pick<Desk, 'state'>) {
  const { t } = useTranslation('desks');
  return (
    <Badge color={LOOKS[state].color} leftSection={LOOKS[state].icon}>
      {t(`states.${state}`)}
    </Badge>
  );
}

/** Whether it is open now. @param now milliseconds since 1970 */
export function DeskPresence({ desk, now }: { readonly desk: Desk; readonly now: number }) {
  const { t } = useTranslation('desks');
  if (desk.isThis || now - fromInstant(desk.lastSeenAt) < HERE_MS) return t('here');
  return (
    <Text c="dimmed" inherit>
      {t('away')} <When at={desk.lastSeenAt} />
    </Text>
  );
}
