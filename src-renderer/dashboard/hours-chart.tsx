import { BarChart } from '@mantine/charts';
import '@mantine/charts/styles.layer.css';
import { Table, Title } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../format/use-format';
import { Card } from '../ui/card';
import type { Figures } from './figures';

const HEIGHT = 280;
/** More bars than this cannot be told apart; the newest stay. */
const MOST_HOURS = 48;

/** Sales and admissions hour by hour in the event's zone. Screen readers get the same as a table. */
export function HoursChart({ hours }: { readonly hours: Figures['byHour'] }) {
  const { t } = useTranslation('dashboard');
  const format = useFormat();
  const shown = hours.slice(-MOST_HOURS);
  const severalDays = new Set(shown.map(({ hour }) => hour.slice(0, 10))).size > 1;
  const data = shown.map(({ hour, sold, people }) => ({
    hour: severalDays ? `${hour.slice(8, 10)}. ${hour.slice(11)}:00` : `${hour.slice(11)}:00`,
    sold,
    people,
  }));
  return (
    <Card h="100%">
      <Title order={2} mb="md">
        {t('hours.title')}
      </Title>
      <div aria-hidden>
        <BarChart
          h={HEIGHT}
          data={data}
          dataKey="hour"
          withLegend
          legendProps={{ verticalAlign: 'top' }}
          maxBarWidth={28}
          barChartProps={{ accessibilityLayer: false }}
          valueFormatter={(value) => format.number(value)}
          series={[
            { name: 'sold', label: t('hours.sold'), color: 'ink.5' },
            { name: 'people', label: t('hours.people'), color: 'marigold.5' },
          ]}
        />
      </div>
      <div className="visually-hidden">
        <Table>
          <caption>{t('hours.tableTitle')}</caption>
          <thead>
            <tr>
              <th scope="col">{t('hours.hour')}</th>
              <th scope="col">{t('hours.sold')}</th>
              <th scope="col">{t('hours.people')}</th>
              <th scope="col">{t('hours.revenue')}</th>
            </tr>
          </thead>
          <tbody>
            {shown.map(({ hour, sold, people, revenue }) => (
              <tr key={hour}>
                <th scope="row">{hour}:00</th>
                <td>{format.number(sold)}</td>
                <td>{format.number(people)}</td>
                <td>{format.money(revenue)}</td>
              </tr>
            ))}
          </tbody>
        </Table>
      </div>
    </Card>
  );
}
