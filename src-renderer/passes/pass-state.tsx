import { Badge } from '@mantine/core';
import { IconBan, IconClockHour4, IconDoorEnter } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { Pass } from '../../src-shared/contract/passes';

const LOOKS = {
  toCome: { color: 'ink', icon: <IconClockHour4 size={18} aria-hidden /> },
  admitted: { color: 'green', icon: <IconDoorEnter size={18} aria-hidden /> },
  cancelled: { color: 'red', icon: <IconBan size={18} aria-hidden /> },
} as const;

export function passState(pass: Pick<Pass, 'scannedAt' | 'cancelledAt'>): keyof typeof LOOKS {
  if (pass.cancelledAt !== null) return 'cancelled';
  return pass.scannedAt === null ? 'toCome' : 'admitted';
}

interface PassStateBadgeProps {
  readonly pass: Pick<Pass, 'scannedAt' | 'cancelledAt'>;
  readonly size?: 'lg' | 'xl';
}

/** To come, admitted or cancelled: a word and a sign beside the colour. */
export function PassStateBadge({ pass, size = 'xl' }: PassStateBadgeProps) {
  const { t } = useTranslation('passes');
  const state = passState(pass);
  return (
    <Badge size={size} color={LOOKS[state].color} leftSection={LOOKS[state].icon}>
      {t(`pass.state.${state}`)}
    </Badge>
  );
}
