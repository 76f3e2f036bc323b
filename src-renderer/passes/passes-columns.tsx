import { createColumnHelper, rowSortingFeature, tableFeatures } from '@tanstack/react-table';
import { type ReactNode, useContext } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'wouter';
import type { Pass, PassSort } from '../../src-shared/contract/passes';
import { useFormat } from '../format/use-format';
import { useShownName } from '../format/use-shown-name';
import { useOffice } from '../session/office';
import { Money } from '../ui/money';
import { When } from '../ui/when';
import { useActiveRow } from './active-row';
import { PassStateBadge } from './pass-state';
import classes from './passes.module.css';
import { DESCENDING_FIRST } from './passes-view';
import { SellersContext } from './use-sellers';

export const features = tableFeatures({ rowSortingFeature });
const helper = createColumnHelper<typeof features, Pass>();

/** Each column is named after what it sorts by. */
const column = (id: PassSort, Cell: (props: { readonly pass: Pass }) => ReactNode) =>
  helper.display({
    id,
    enableSorting: true,
    sortDescFirst: DESCENDING_FIRST[id],
    cell: ({ row }) => <Cell pass={row.original} />,
  });

export const columns = helper.columns([
  column('name1', Holder),
  column('passType', Type),
  column('amount', Payment),
  column('createdAt', Sold),
  column('scannedAt', State),
]);

function Holder({ pass }: { readonly pass: Pass }) {
  const { t } = useTranslation('passes');
  const format = useFormat();
  const shownName = useShownName();
  const active = useActiveRow();
  const holders = pass.name2 ? t('list.two', { first: pass.name1, second: pass.name2 }) : shownName(pass.name1);
  return (
    <>
      <Link
        href={`/preview/${encodeURIComponent(pass.passId)}`}
        className={classes.holder}
        data-pass={pass.passId}
        tabIndex={active.passId === pass.passId ? 0 : -1}
        onClick={(event) => {
          if (event.ctrlKey || event.metaKey || event.shiftKey) return;
          event.preventDefault();
          active.open(pass.passId);
        }}
      >
        {holders}
      </Link>
      <span className={classes.second}>{format.phone(pass.phone1)}</span>
      <span className={classes.narrowOnly}>{pass.passTypeLabel}</span>
    </>
  );
}

function Type({ pass }: { readonly pass: Pass }) {
  return pass.passTypeLabel;
}

function Payment({ pass }: { readonly pass: Pass }) {
  const { t: common } = useTranslation();
  return (
    <>
      <Money amount={pass.amount} />
      <span className={classes.second}>{common(`paymentModes.${pass.paymentMode}`)}</span>
    </>
  );
}

function Sold({ pass }: { readonly pass: Pass }) {
  const { nameOf } = useContext(SellersContext);
  return (
    <>
      <When at={pass.createdAt} />
      <span className={classes.second}>{pass.soldBy !== null && nameOf(pass.soldBy)}</span>
    </>
  );
}

function State({ pass }: { readonly pass: Pass }) {
  const format = useFormat();
  const { event } = useOffice();
  const at = pass.cancelledAt ?? pass.scannedAt;
  return (
    <>
      <PassStateBadge pass={pass} size="lg" />
      {at !== null && (
        <span className={classes.second}>
          {/* On the evening itself everybody knows which day it is. */}
          <When at={at} show={format.dayOf(at) === event?.date ? 'shortTime' : 'dateTime'} />
        </span>
      )}
    </>
  );
}
