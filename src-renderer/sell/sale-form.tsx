import { Button, Input, SegmentedControl, SimpleGrid, Stack, Text, TextInput } from '@mantine/core';
import { useEffect, useId, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import type { PaymentMode } from '../../src-shared/contract/passes';
import { useFormat } from '../format/use-format';
import { Card } from '../ui/card';
import { PassTypeChoice } from './pass-type-choice';
import { isSellable, type PassTypeOnOffer } from './pass-type-on-offer';
import { SaleRefusal } from './sale-refusal';
import classes from './sell.module.css';
import { useSale } from './use-sale';

const PAYMENT_MODES: readonly PaymentMode[] = ['CASH', 'ONLINE'];

/** Nothing in it is to be filled in by the browser with what it knows of the seller. */
const TYPED = { autoComplete: 'off', withAsterisk: false } as const;

export function SaleForm({ types }: { readonly types: readonly PassTypeOnOffer[] }) {
  const { t } = useTranslation('sell');
  const { t: common } = useTranslation();
  const format = useFormat();
  const id = useId();
  const { form, submit, sellAsAnother, isPending, refusal } = useSale(types);
  const trouble = useRef<HTMLDivElement>(null);
  const { passType, paymentMode } = form.values;
  const type = types.find(({ code }) => code === passType);
  const needsSecond = type !== undefined && type.admits >= 2;

  useEffect(() => {
    if (refusal) trouble.current?.scrollIntoView({ block: 'nearest' });
  }, [refusal]);

  const first = types.find(isSellable)?.code;
  const { setFieldValue } = form;
  useEffect(() => {
    if (!type && first !== undefined) setFieldValue('passType', first);
  }, [type, first, setFieldValue]);

  return (
    <form onSubmit={submit} noValidate className={classes.form}>
      <Card>
        <Stack gap="md">
          <PassTypeChoice
            types={types}
            value={passType}
            error={form.errors['passType']}
            onChoose={(code) => form.setFieldValue('passType', code)}
            onNext={() => form.getInputNode('name1')?.focus()}
          />
          <SimpleGrid cols={{ base: 1, sm: 2 }} spacing="md" verticalSpacing="md">
            <TextInput {...TYPED} label={t('name')} required {...form.getInputProps('name1')} />
            <TextInput {...TYPED} label={t('phone')} type="tel" required {...form.getInputProps('phone1')} />
            {needsSecond && (
              <>
                <TextInput {...TYPED} label={t('secondName')} required {...form.getInputProps('name2')} />
                <TextInput
                  {...TYPED}
                  label={
                    <>
                      {t('secondPhone')}{' '}
                      <Text span size="sm" c="dimmed">
                        {common('optional')}
                      </Text>
                    </>
                  }
                  type="tel"
                  {...form.getInputProps('phone2')}
                />
              </>
            )}
            <div>
              <Input.Label component="div" size="md" id={`${id}-payment`}>
                {t('payment')}
              </Input.Label>
              <SegmentedControl
                fullWidth
                size="md"
                aria-labelledby={`${id}-payment`}
                data={PAYMENT_MODES.map((value) => ({ value, label: common(`paymentModes.${value}`) }))}
                value={paymentMode}
                onChange={(value) => form.setFieldValue('paymentMode', value)}
              />
            </div>
            {paymentMode === 'ONLINE' && (
              <TextInput {...TYPED} label={t('reference')} required {...form.getInputProps('txnInfo')} />
            )}
          </SimpleGrid>
          <div ref={trouble} className={classes.trouble}>
            <SaleRefusal refusal={refusal} onSellAsAnother={sellAsAnother} />
          </div>
          <div className={classes.total}>
            <div role="group" aria-label={t('total')}>
              <Text component="span" fw={600} className={classes.totalLabel ?? ''}>
                {t('total')}
              </Text>
              <Text component="span" className={classes.totalAmount ?? ''} data-numbers aria-live="polite">
                {type ? format.money(type.price) : '–'}
              </Text>
            </div>
            <Button type="submit" size="xl" loading={isPending}>
              {t('submit')}
              <kbd aria-hidden className={classes.enter}>
                {t('enterKey')}
              </kbd>
            </Button>
          </div>
        </Stack>
      </Card>
    </form>
  );
}
