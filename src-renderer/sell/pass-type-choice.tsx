import { Input, Text } from '@mantine/core';
import { type KeyboardEvent, type ReactNode, useId } from 'react';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../format/use-format';
import { isSellable, leftOf, type PassTypeOnOffer } from './pass-type-on-offer';
import classes from './sell.module.css';

interface PassTypeChoiceProps {
  readonly types: readonly PassTypeOnOffer[];
  readonly value: string;
  readonly error: ReactNode;
  readonly onChoose: (code: string) => void;
  /** After a number key, which chooses and goes on to what is typed next. */
  readonly onNext: () => void;
}

/** Arrow keys choose, as in every group of radio buttons; a number key chooses and goes on. */
export function PassTypeChoice({ types, value, error, onChoose, onNext }: PassTypeChoiceProps) {
  const { t } = useTranslation('sell');
  const id = useId();
  // Something has to be there to go to, even when what was chosen cannot be sold.
  const anchor = types.find((type) => type.code === value && isSellable(type)) ?? types.find(isSellable);

  function onKeyDown(event: KeyboardEvent) {
    if (event.altKey || event.ctrlKey || event.metaKey || !/^[1-9]$/.test(event.key)) return;
    const type = types[Number(event.key) - 1];
    if (!type || !isSellable(type)) return;
    event.preventDefault();
    onChoose(type.code);
    onNext();
  }

  return (
    <div
      role="radiogroup"
      tabIndex={-1}
      aria-invalid={error ? true : undefined}
      aria-labelledby={`${id}-label`}
      aria-describedby={error ? `${id}-error` : undefined}
      onKeyDown={onKeyDown}
    >
      <Input.Label component="div" size="md" id={`${id}-label`}>
        {t('passType')}
      </Input.Label>
      <div className={classes.types}>
        {types.map((type, index) => (
          <label key={type.code} className={classes.type}>
            <input
              type="radio"
              className={classes.radio}
              name={`${id}-type`}
              checked={type.code === value}
              disabled={!isSellable(type)}
              autoFocus={type === anchor}
              {...(type === anchor ? { 'data-path': 'passType' } : {})}
              onChange={() => onChoose(type.code)}
            />
            <Offer type={type} number={index + 1} />
          </label>
        ))}
      </div>
      {error && (
        <Input.Error id={`${id}-error`} size="md" mt={6}>
          {error}
        </Input.Error>
      )}
    </div>
  );
}

function Offer({ type, number }: { readonly type: PassTypeOnOffer; readonly number: number }) {
  const { t } = useTranslation('sell');
  const format = useFormat();
  const left = leftOf(type);
  const state = !type.onSale ? t('offSale') : left === 0 ? t('soldOut') : null;
  return (
    <>
      <span className={classes.typeLabel}>{type.label}</span>
      <span className={classes.price} data-numbers>
        {format.money(type.price)}
      </span>
      <Text component="span" size="sm">
        {t('people', { count: type.admits })}
        {state === null && left !== null && ` · ${t('left', { count: left, left: format.number(left) })}`}
        {state !== null && (
          <>
            {' · '}
            <strong>{state}</strong>
          </>
        )}
      </Text>
      {number <= 9 && (
        <kbd aria-hidden className={classes.key}>
          {number}
        </kbd>
      )}
    </>
  );
}
