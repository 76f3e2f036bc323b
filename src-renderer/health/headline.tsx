import { SimpleGrid } from '@mantine/core';
import { IconDeviceDesktopAnalytics, IconGauge, IconQrcode, IconTicket } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../format/use-format';
import { useMilliseconds } from '../format/use-milliseconds';
import { StatCard } from '../ui/stat-card';
import type { Figures } from './health-types';

/** What the event is about, and whether the office keeps up with it. */
export function Headline({ figures }: { readonly figures: Figures }) {
  const { t } = useTranslation('health');
  const { number, percent, money } = useFormat();
  const milliseconds = useMilliseconds();
  const { scans, sales, sessions, devices, lag } = figures;
  return (
    <SimpleGrid cols={{ base: 1, xs: 2, lg: 4 }} spacing="lg">
      <StatCard
        emphasis
        label={t('figures.scans')}
        value={number(scans.lastHour)}
        note={
          scans.total === 0
            ? t('figures.scansNone')
            : t('figures.scansNote', {
                count: scans.total,
                number: number(scans.total),
                share: percent(scans.refused / scans.total),
              })
        }
        icon={<IconQrcode />}
      />
      <StatCard
        label={t('figures.sales')}
        value={number(sales.lastHour)}
        note={
          sales.total === 0
            ? t('figures.salesNone')
            : t('figures.salesNote', {
                count: sales.total,
                number: number(sales.total),
                revenue: money(sales.revenue),
              })
        }
        icon={<IconTicket />}
      />
      <StatCard
        label={t('figures.desks')}
        value={number(sessions)}
        note={t('figures.desksNote', { count: devices, number: number(devices) })}
        icon={<IconDeviceDesktopAnalytics />}
      />
      <StatCard
        label={t('figures.lag')}
        value={milliseconds(lag.p99)}
        note={t('figures.lagNote')}
        icon={<IconGauge />}
      />
    </SimpleGrid>
  );
}
