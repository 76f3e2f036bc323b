import { Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { Pass } from '../../src-shared/contract/passes';
import { useFormat } from '../format/use-format';
import { useShownName } from '../format/use-shown-name';
import { Card } from '../ui/card';
import classes from './pass.module.css';
import { passState } from './pass-state';

/** Everything the office knows of a pass, in the order in which people ask for it. */
export function PassFacts({ pass }: { readonly pass: Pass }) {
  const { t } = useTranslation('passes');
  const { t: common } = useTranslation();
  const format = useFormat();
  const shownName = useShownName();
  const facts: readonly (readonly [string, string | null])[] = [
    [t('pass.facts.holder'), shownName(pass.name1)],
    [t('pass.facts.phone'), format.phone(pass.phone1)],
    [t('pass.facts.secondHolder'), pass.name2],
    [t('pass.facts.secondPhone'), pass.phone2 && format.phone(pass.phone2)],
    [t('pass.facts.type'), `${pass.passTypeLabel} · ${t('pass.admits', { count: pass.admits })}`],
    [t('pass.facts.payment'), `${format.money(pass.amount)} · ${common(`paymentModes.${pass.paymentMode}`)}`],
    [t('pass.facts.transaction'), pass.txnInfo],
    [t('pass.facts.soldAt'), format.dateTime(pass.createdAt)],
    [t('pass.facts.soldBy'), pass.soldBy],
  ];
  return (
    <Card role="region" aria-labelledby="pass-details">
      <h2 id="pass-details" className={classes.title}>
        {t('pass.details')}
      </h2>
      <StateLine pass={pass} />
      <dl className={classes.facts}>
        {facts.map(
          ([name, value]) =>
            value && (
              <div key={name}>
                <dt>{name}</dt>
                <dd data-numbers>{value}</dd>
              </div>
            ),
        )}
        <div>
          <dt>{t('pass.facts.number')}</dt>
          <dd className={classes.number}>{pass.passId}</dd>
        </div>
      </dl>
    </Card>
  );
}

/** When and by whom, which the badge leaves out. */
function StateLine({ pass }: { readonly pass: Pass }) {
  const { t } = useTranslation('passes');
  const format = useFormat();
  const state = passState(pass);
  if (state === 'toCome') return null;
  const [at, by] = state === 'cancelled' ? [pass.cancelledAt, pass.cancelledBy] : [pass.scannedAt, pass.scannedBy];
  const when = at === null ? '' : format.dateTime(at);
  return (
    <Text fw={650} mb="sm">
      {by === null ? t(`pass.${state}AtOnly`, { when }) : t(`pass.${state}At`, { when, by })}
    </Text>
  );
}
