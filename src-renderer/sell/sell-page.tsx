import { Alert, Button, Group, Text } from '@mantine/core';
import { IconTicketOff } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { Link } from 'wouter';
import { useQueryOperation } from '../api/use-operation';
import { usePerson } from '../session/office';
import { LoadingState } from '../ui/loading-state';
import { PageHeader } from '../ui/page-header';
import { RefusalAlert } from '../ui/refusal-alert';
import { isSellable } from './pass-type-on-offer';
import { RecentSales } from './recent-sales';
import { SaleForm } from './sale-form';
import classes from './sell.module.css';

/** Other desks sell too, so what is left changes while the form is open. */
const REFRESH_MS = 10_000;

/** Type, name, phone, Enter: made for a queue in front of the desk and for hands that stay on the keyboard. */
export function SellPage() {
  const { t } = useTranslation('sell');
  const { t: common } = useTranslation();
  const types = useQueryOperation('passTypes.list', {}, { refetchInterval: REFRESH_MS });
  return (
    <>
      <PageHeader title={t('title')} description={t('lead')} />
      <div className={classes.page}>
        <div>
          {types.data ? (
            <>
              {!types.data.some(isSellable) && <NothingOnSale />}
              <SaleForm types={types.data} />
            </>
          ) : types.error ? (
            <RefusalAlert
              refusal={types.error.refusal}
              action={
                <Button variant="default" onClick={() => void types.refetch()}>
                  {common('tryAgain')}
                </Button>
              }
            />
          ) : (
            <LoadingState />
          )}
        </div>
        <RecentSales />
      </div>
    </>
  );
}

/** Beside the form, not in its place: what was typed stays, and a sale whose answer was lost can still be sent again. */
function NothingOnSale() {
  const { t } = useTranslation('sell');
  const isAdministrator = usePerson().role === 'administrator';
  return (
    <Alert color="marigold" mb="lg" icon={<IconTicketOff aria-hidden />} title={t('nothing.title')}>
      <Group justify="space-between">
        <Text>{t(isAdministrator ? 'nothing.body' : 'nothing.bodyStaff')}</Text>
        {isAdministrator && (
          <Button component={Link} href="/settings">
            {t('nothing.action')}
          </Button>
        )}
      </Group>
    </Alert>
  );
}
