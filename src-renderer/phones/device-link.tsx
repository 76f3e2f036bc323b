import { Badge, Button, Stack, Text } from '@mantine/core';
import {
  IconAlertTriangle,
  IconBan,
  IconCalendarX,
  IconCircleCheck,
  IconClockHour4,
  IconMoonFilled,
  IconPlayerPause,
  IconRefreshAlert,
} from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { When } from '../ui/when';
import { type Link, worthySkew } from './link-state';
import type { Phone } from './use-phones';
import { useTimeWords } from './use-time-words';

/** A shape for each, beside its word and colour. */
const LOOKS = {
  connected: { color: 'teal', icon: <IconCircleCheck size={18} aria-hidden /> },
  quiet: { color: 'marigold', icon: <IconClockHour4 size={18} aria-hidden /> },
  closed: { color: 'gray', icon: <IconMoonFilled size={18} aria-hidden /> },
  missing: { color: 'marigold', icon: <IconRefreshAlert size={18} aria-hidden /> },
  paused: { color: 'marigold', icon: <IconPlayerPause size={18} aria-hidden /> },
  expired: { color: 'gray', icon: <IconCalendarX size={18} aria-hidden /> },
  revoked: { color: 'red', icon: <IconBan size={18} aria-hidden /> },
} as const satisfies Record<Link, unknown>;

interface DeviceLinkProps {
  readonly phone: Phone;
  readonly onReturn: () => void;
}

/** How a phone is reached, and what about that needs somebody. */
export function DeviceLink({ phone, onReturn }: DeviceLinkProps) {
  const { t } = useTranslation('phones');
  const timeWords = useTimeWords();
  const { device, link, silentMs } = phone;
  const { health, lastSeenAt } = device;
  const skew = link === 'connected' ? worthySkew(health?.skewMs) : null;
  const words = link === 'quiet' ? t('link.quiet', { time: timeWords(silentMs ?? 0) }) : t(`link.${link}`);
  return (
    <Stack gap={4} align="flex-start">
      <Badge color={LOOKS[link].color} leftSection={LOOKS[link].icon}>
        {words}
      </Badge>
      {link === 'connected' && health && health.latencyMs !== null && (
        <Text size="sm" c="dimmed" data-numbers>
          {t('link.latency', { value: Math.round(health.latencyMs) })}
        </Text>
      )}
      {link === 'paused' && <Text size="sm">{t('link.pausedNote', { name: device.responsibleName })}</Text>}
      {link === 'closed' && (
        <Text size="sm" c="dimmed">
          {lastSeenAt === null ? (
            t('link.notSeen')
          ) : (
            <>
              {t('link.lastSeen')} <When at={lastSeenAt} show="shortTime" />
            </>
          )}
        </Text>
      )}
      {skew !== null && (
        <Warning>{t(skew > 0 ? 'link.clockAhead' : 'link.clockBehind', { time: timeWords(Math.abs(skew)) })}</Warning>
      )}
      {link === 'connected' && health?.camera === 'problem' && <Warning>{t('list.cameraProblem')}</Warning>}
      {(link === 'closed' || link === 'missing') && (
        <Button
          variant="light"
          size="compact-md"
          aria-label={t('actions.returnOf', { name: device.name })}
          onClick={onReturn}
        >
          {t('actions.return')}
        </Button>
      )}
    </Stack>
  );
}

function Warning({ children }: { readonly children: string }) {
  return (
    <Text size="sm" fw={600} c="var(--accent)">
      <IconAlertTriangle size={16} aria-hidden style={{ verticalAlign: '-2px', marginInlineEnd: 4 }} />
      {children}
    </Text>
  );
}
