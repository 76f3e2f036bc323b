import { type UseFormReturnType, useForm } from '@mantine/form';
import { useState } from 'react';
import type { Refusal } from '../../src-shared/contract/operation';
import { applyProblems } from '../api/apply-problems';
import { useMutationOperation } from '../api/use-operation';
import { useAnnounce } from '../ui/live-region';
import type { Trial } from './store-types';

export interface StoreValues {
  readonly address: string;
  readonly deskName: string;
}

export interface StoreForm {
  readonly form: UseFormReturnType<StoreValues>;
  /** What the address that is typed now leads to; null before it was tried. */
  readonly trial: Trial | null;
  readonly isTrying: boolean;
  /** What no field shows of the last try. */
  readonly refusal: Refusal | null;
  readonly test: () => Promise<void>;
}

/**
 * Address and desk name, and what a test found behind the address. The address has a password in it: it goes into no key
 * of a query, no history and no store of the browser.
 */
export function useStoreForm(deskName: string, tested: string): StoreForm {
  const announce = useAnnounce();
  const tryIt = useMutationOperation('store.try', { refresh: [] });
  const [trial, setTrial] = useState<{ readonly of: string; readonly found: Trial } | null>(null);
  const form = useForm<StoreValues>({ initialValues: { address: '', deskName } });
  const { address } = form.values;

  async function test(): Promise<void> {
    const reply = await tryIt.run({ address });
    setTrial(reply.ok ? { of: address, found: reply.value } : null);
    if (reply.ok) announce(tested);
    else applyProblems(form, reply);
  }

  return {
    form,
    trial: trial?.of === address ? trial.found : null,
    isTrying: tryIt.isPending,
    refusal: tryIt.refusal?.code === 'invalid-input' ? null : tryIt.refusal,
    test,
  };
}
