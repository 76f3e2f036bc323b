import { Trans, useTranslation } from 'react-i18next';
import { useFormat } from '../format/use-format';
import classes from './passes.module.css';
import type { FoundPasses } from './use-found-passes';

/**
 * How many passes were found, for how many people and how much money: of all pages, not of this one. Where they are very
 * many, nobody has added them up.
 */
export function PassesSums({ found }: { readonly found: FoundPasses }) {
  const { t } = useTranslation('passes');
  const format = useFormat();
  const { total, isMore, people, amount } = found;
  return (
    <p className={classes.sums} data-numbers>
      <span>
        <Trans
          t={t}
          i18nKey={isMore ? 'list.sums.more' : 'list.sums.passes'}
          count={total}
          values={{ number: format.number(total) }}
          components={{ b: <strong /> }}
        />
      </span>
      {people !== null && (
        <span>
          <Trans
            t={t}
            i18nKey="list.sums.people"
            count={people}
            values={{ number: format.number(people) }}
            components={{ b: <strong /> }}
          />
        </span>
      )}
      {amount !== null && (
        <span>
          <strong>{format.money(amount)}</strong>
        </span>
      )}
    </p>
  );
}
