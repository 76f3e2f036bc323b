import { Stack, Text } from '@mantine/core';
import { useForm } from '@mantine/form';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { toPlainAmount } from '../../src-shared/money';
import { applyProblems } from '../api/apply-problems';
import type { OutputOf } from '../api/operations';
import { useMutationOperation, useQueryOperation } from '../api/use-operation';
import { PassTypeFields } from '../first-run/pass-type-fields';
import type { SetUpValues } from '../first-run/set-up-types';
import { toPassTypes } from '../first-run/set-up-values';
import { useOffice } from '../session/office';
import { Card } from '../ui/card';
import { LoadingState } from '../ui/loading-state';
import { RefusalAlert } from '../ui/refusal-alert';
import { SaveBar } from './save-bar';

type PassTypes = OutputOf<'passTypes.list'>;

export function PassTypeSettings() {
  const { data, error } = useQueryOperation('passTypes.list', {});
  const { event } = useOffice();
  // With an answer the form stays, whatever becomes of the next asking: something may have been typed.
  if (data && event) return <PassTypesForm types={data} currency={event.currency} />;
  return error ? <RefusalAlert refusal={error.refusal} /> : <LoadingState />;
}

interface PassTypesFormProps {
  readonly types: PassTypes;
  readonly currency: SetUpValues['event']['currency'];
}

function PassTypesForm({ types, currency }: PassTypesFormProps) {
  const { t } = useTranslation('settings');
  const save = useMutationOperation('passTypes.save');
  const [isSaved, setSaved] = useState(false);
  const form = useForm<Pick<SetUpValues, 'passTypes'>>({
    initialValues: {
      passTypes: types.map(({ code, label, price, admits, capacity, onSale, sold }) => ({
        id: code,
        code,
        label,
        price: toPlainAmount(price, currency),
        admits: String(admits),
        capacity: capacity === null ? '' : String(capacity),
        onSale,
        isFixed: sold > 0,
      })),
    },
    onValuesChange: () => setSaved(false),
  });

  const onSubmit = form.onSubmit(async ({ passTypes }) => {
    const reply = await save.run({ types: toPassTypes(passTypes, currency) });
    setSaved(reply.ok);
    if (!reply.ok) applyProblems(form, reply, (path) => path.replace(/^types/, 'passTypes'));
  });

  return (
    <Card>
      <form onSubmit={onSubmit} noValidate>
        <Stack>
          <PassTypeFields form={form} currencyCode={currency.code} />
          <Text c="dimmed">{t('passTypes.note')}</Text>
          <SaveBar isPending={save.isPending} refusal={save.refusal} isSaved={isSaved} />
        </Stack>
      </form>
    </Card>
  );
}
