import { Select, TextInput } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { PassFilter, PaymentMode } from '../../src-shared/contract/passes';
import { useQueryOperation } from '../api/use-operation';
import classes from './passes.module.css';
import type { ViewControl } from './use-passes-view';
import type { Sellers } from './use-sellers';

interface FilterFieldsProps {
  readonly control: ViewControl;
  readonly sellers: Sellers;
}

/** Narrows the list down. Every choice shows at once and can be taken back by itself. */
export function FilterFields({ control, sellers }: FilterFieldsProps) {
  const { t } = useTranslation('passes');
  const { t: common } = useTranslation();
  const { filter } = control.view;
  const { data: types } = useQueryOperation('passTypes.list', {});
  const choices = [
    { field: 'state', data: STATES.map((value) => ({ value, label: t(`list.states.${value}`) })) },
    { field: 'passType', data: (types ?? []).map(({ code, label }) => ({ value: code, label })) },
    {
      field: 'paymentMode',
      data: PaymentMode.options.map((value) => ({ value, label: common(`paymentModes.${value}`) })),
    },
    { field: 'soldBy', data: sellers.list.map(({ username, name }) => ({ value: username, label: name })) },
  ] as const;

  return (
    <div className={classes.filters} role="group" aria-label={t('list.filters')}>
      {choices.map(({ field, data }) => (
        <Select
          key={field}
          size="sm"
          label={t(`list.fields.${field}`)}
          placeholder={t('list.all')}
          data={withChosen(data, filter[field])}
          value={filter[field] ?? null}
          clearable
          searchable={data.length > 8}
          onChange={(value) => control.filterBy({ [field]: value ?? undefined })}
        />
      ))}
      {(['soldFrom', 'soldTo'] as const).map((field) => (
        <TextInput
          key={field}
          size="sm"
          type="date"
          label={t(`list.fields.${field}`)}
          value={filter[field] ?? ''}
          {...(field === 'soldTo' && filter.soldFrom ? { min: filter.soldFrom } : {})}
          onChange={(event) => control.filterBy({ [field]: event.currentTarget.value || undefined }, { typed: true })}
        />
      ))}
    </div>
  );
}

const STATES = PassFilter.shape.state.unwrap().options;

/** What the address names stays visible, even if it is not among the choices (any more). */
function withChosen(data: readonly { value: string; label: string }[], chosen: string | undefined) {
  const isListed = chosen === undefined || data.some(({ value }) => value === chosen);
  return isListed ? data : [...data, { value: chosen, label: chosen }];
}
