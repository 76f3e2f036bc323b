import { type UseFormReturnType, useForm } from '@mantine/form';
import { notifications } from '@mantine/notifications';
import { type FormEvent, useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useLocation } from 'wouter';
import type { Refusal } from '../../src-shared/contract/operation';
import { applyProblems } from '../api/apply-problems';
import { useMutationOperation } from '../api/use-operation';
import { usePerson } from '../session/office';
import { forgetSold, noteSold } from './just-sold';
import type { PassTypeOnOffer } from './pass-type-on-offer';
import { keepDraft, openDraft, type SaleValues, startNextDraft } from './sale-draft';
import { missingFields, toSale } from './sale-input';

interface SaleInProgress {
  readonly form: UseFormReturnType<SaleValues>;
  readonly submit: (event: FormEvent) => void;
  /** Sells what the form says as a pass of its own, beside the one that the lost answer was about. */
  readonly sellAsAnother: () => void;
  readonly isPending: boolean;
  /** Why nothing was sold, where no field shows it. */
  readonly refusal: Refusal | null;
}

/** One sale, from an empty form to the page of the pass. It is sold when the office says so, and not before. */
export function useSale(types: readonly PassTypeOnOffer[]): SaleInProgress {
  const { username } = usePerson();
  const { t } = useTranslation('sell');
  const [, navigate] = useLocation();
  const [draft] = useState(() => openDraft(username));
  const saleId = useRef(draft.saleId);
  const isShown = useRef(false);
  const isSending = useRef(false);
  const [refusal, setRefusal] = useState<Refusal | null>(null);
  const sell = useMutationOperation('passes.sell');
  const form = useForm<SaleValues>({
    initialValues: draft.values,
    onValuesChange: (values) => keepDraft(username, { saleId: saleId.current, values }),
  });

  useEffect(() => {
    forgetSold();
    isShown.current = true;
    return () => {
      isShown.current = false;
    };
  }, []);

  async function send(): Promise<void> {
    // A second Enter before the first was drawn.
    if (isSending.current) return;
    const values = form.getValues();
    const type = types.find(({ code }) => code === values.passType);
    const missing = { ok: false, code: 'invalid-input', fields: missingFields(values, type) } as const;
    if (applyProblems(form, missing)) return setRefusal(null);

    isSending.current = true;
    setRefusal(null);
    const reply = await sell.run(toSale(saleId.current, values, type?.admits ?? 1));
    isSending.current = false;
    if (!reply.ok) return setRefusal(applyProblems(form, reply) ? null : reply);

    startNextDraft(username, values.passType);
    noteSold(reply.value.passId);
    if (isShown.current) return navigate(`/preview/${encodeURIComponent(reply.value.passId)}`);
    notifications.show({ color: 'green', title: t('soldMeanwhile'), message: reply.value.name1 });
  }

  return {
    form,
    submit: (event) => {
      event.preventDefault();
      void send();
    },
    sellAsAnother: () => {
      saleId.current = crypto.randomUUID();
      keepDraft(username, { saleId: saleId.current, values: form.getValues() });
      void send();
    },
    isPending: sell.isPending,
    refusal,
  };
}
