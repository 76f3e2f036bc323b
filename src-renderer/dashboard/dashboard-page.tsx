import { Button, Grid, SimpleGrid, Stack } from '@mantine/core';
import { IconCash, IconDoorEnter, IconTicket, IconUsers } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { Link } from 'wouter';
import { useQueryOperation } from '../api/use-operation';
import { useFormat } from '../format/use-format';
import { EmptyState } from '../ui/empty-state';
import { LoadingState } from '../ui/loading-state';
import { PageHeader } from '../ui/page-header';
import { RefusalAlert } from '../ui/refusal-alert';
import { StatCard } from '../ui/stat-card';
import type { Figures, LiveFigures } from './figures';
import { GateFigures } from './gate-figures';
import { HoursChart } from './hours-chart';
import { LiveGates } from './live-gates';
import { PassTypeFigures } from './pass-type-figures';
import { SliceBars } from './slice-bars';

/** Milliseconds. The office counts anew only when something has changed. */
const REFRESH = 2_000;
/** Milliseconds. An admission is seen within a second of it, the way of the answer included. */
const LIVE_REFRESH = 800;

/** How the event is going, kept up to date by itself. */
export function DashboardPage() {
  const { t } = useTranslation('dashboard');
  const { data, error } = useQueryOperation('reports.dashboard', {}, { refetchInterval: REFRESH });
  return (
    <>
      <PageHeader title={t('title')} description={t('live')} />
      <Stack gap="lg">
        <RefusalAlert refusal={error?.refusal} />
        {data ? <Shown figures={data} /> : !error && <LoadingState />}
      </Stack>
    </>
  );
}

function Shown({ figures }: { readonly figures: Figures }) {
  const { t } = useTranslation('dashboard');
  const { t: common } = useTranslation();
  const { data: live } = useQueryOperation('reports.gate', {}, { refetchInterval: LIVE_REFRESH });
  if (figures.sold === 0 && figures.scans === 0) return <NothingYet />;
  return (
    <Stack gap="lg">
      <Headline figures={figures} live={live} />
      <LiveGates figures={live} />
      <Grid gap="lg">
        <Grid.Col span={{ base: 12, lg: 8 }}>
          <HoursChart hours={figures.byHour} />
        </Grid.Col>
        <Grid.Col span={{ base: 12, lg: 4 }}>
          <GateFigures figures={figures} />
        </Grid.Col>
      </Grid>
      <SimpleGrid cols={{ base: 1, md: 3 }} spacing="lg">
        <PassTypeFigures types={figures.byPassType} />
        <SliceBars
          title={t('payments.title')}
          slices={figures.byPaymentMode.map((slice) => ({
            ...slice,
            label: common(slice.key === 'CASH' ? 'paymentModes.CASH' : 'paymentModes.ONLINE'),
          }))}
        />
        <SliceBars
          title={t('sellers.title')}
          slices={figures.bySeller.map((slice) =>
            slice.key === '' ? { ...slice, label: t('sellers.earlier') } : slice,
          )}
        />
      </SimpleGrid>
    </Stack>
  );
}

interface HeadlineProps {
  readonly figures: Figures;
  readonly live: LiveFigures | undefined;
}

function Headline({ figures, live }: HeadlineProps) {
  const { t } = useTranslation('dashboard');
  const format = useFormat();
  const { soldPeople, toCome, toComePeople, sold, revenue, cancelled } = figures;
  // So that the page never shows two numbers of people inside.
  const inside = live?.inside ?? figures.inside;
  return (
    <SimpleGrid cols={{ base: 1, xs: 2, lg: 4 }} spacing="lg">
      <StatCard
        emphasis
        label={t('figures.inside')}
        value={format.number(inside)}
        note={t('figures.insideNote', { share: format.percent(soldPeople === 0 ? 0 : inside / soldPeople) })}
        icon={<IconUsers />}
      />
      <StatCard
        label={t('figures.toCome')}
        value={format.number(toComePeople)}
        note={t('figures.toComeNote', { count: toCome })}
        icon={<IconDoorEnter />}
      />
      <StatCard
        label={t('figures.sold')}
        value={format.number(sold)}
        note={t('figures.soldNote', { count: soldPeople })}
        icon={<IconTicket />}
      />
      <StatCard
        label={t('figures.revenue')}
        value={format.money(revenue)}
        note={
          cancelled > 0
            ? t('figures.cancelledNote', { count: cancelled })
            : t('figures.averageNote', { amount: format.money(sold === 0 ? 0 : Math.round(revenue / sold)) })
        }
        icon={<IconCash />}
      />
    </SimpleGrid>
  );
}

function NothingYet() {
  const { t } = useTranslation('dashboard');
  return (
    <EmptyState
      icon={<IconTicket size={36} />}
      title={t('empty.title')}
      action={
        <Button component={Link} href="/generate" size="lg">
          {t('empty.action')}
        </Button>
      }
    >
      {t('empty.body')}
    </EmptyState>
  );
}
