import { Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { Link } from 'wouter';
import { useQueryOperation } from '../api/use-operation';
import { useShownName } from '../format/use-shown-name';
import { usePerson } from '../session/office';
import { Card } from '../ui/card';
import { Money } from '../ui/money';
import { RefusalAlert } from '../ui/refusal-alert';
import { When } from '../ui/when';
import classes from './sell.module.css';

const SHOWN = 6;

/** What this person sold last, to print one again or to look at one that went wrong. */
export function RecentSales() {
  const { t } = useTranslation('sell');
  const { username } = usePerson();
  const shownName = useShownName();
  const { data, error } = useQueryOperation('passes.search', {
    filter: { soldBy: username },
    sort: 'createdAt',
    descending: true,
    page: 0,
    pageSize: SHOWN,
  });
  return (
    <Card role="region" aria-labelledby="recent-sales" className={classes.recent ?? ''}>
      <h2 id="recent-sales" className={classes.recentTitle}>
        {t('recent.title')}
      </h2>
      {!data && <RefusalAlert refusal={error?.refusal} />}
      {data?.passes.length === 0 && <Text c="dimmed">{t('recent.none')}</Text>}
      {data && data.passes.length > 0 && (
        <ol className={classes.sales}>
          {data.passes.map((pass) => (
            <li key={pass.passId}>
              <Link href={`/preview/${encodeURIComponent(pass.passId)}`} className={classes.sale}>
                <span className={classes.saleWho}>
                  <strong>{shownName(pass.name1)}</strong>
                  <span>
                    {pass.passTypeLabel}
                    {pass.cancelledAt !== null && ` · ${t('recent.cancelled')}`}
                  </span>
                </span>
                <span className={classes.saleWhat}>
                  <Money amount={pass.amount} />
                  <When at={pass.createdAt} show="shortTime" />
                </span>
              </Link>
            </li>
          ))}
        </ol>
      )}
    </Card>
  );
}
