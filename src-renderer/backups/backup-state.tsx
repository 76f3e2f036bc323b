import { Badge } from '@mantine/core';
import { IconAlertOctagon, IconCircleDashed, IconShieldCheck } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { Backup } from './backup-types';

/** A shape for each, beside its word and colour. */
const LOOKS = {
  verified: { color: 'teal', icon: <IconShieldCheck size={18} aria-hidden /> },
  damaged: { color: 'red', icon: <IconAlertOctagon size={18} aria-hidden /> },
  unknown: { color: 'gray', icon: <IconCircleDashed size={18} aria-hidden /> },
} as const satisfies Record<Backup['state'], unknown>;

export function BackupState({ state }: { readonly state: Backup['state'] }) {
  const { t } = useTranslation('backups');
  return (
    <Badge color={LOOKS[state].color} leftSection={LOOKS[state].icon}>
      {t(`states.${state}`)}
    </Badge>
  );
}
