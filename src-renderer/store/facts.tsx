import { Text } from '@mantine/core';
import type { ReactNode } from 'react';
import classes from './store.module.css';

interface FactsProps {
  readonly facts: readonly {
    readonly name: string;
    readonly value: ReactNode;
    /** A smaller line under the value. */
    readonly note?: string;
    /** Takes the whole row. */
    readonly isWide?: boolean;
  }[];
}

/** Each with its name above it, side by side where there is room. */
export function Facts({ facts }: FactsProps) {
  return (
    <dl className={classes.facts}>
      {facts.map(({ name, value, note, isWide }) => (
        <div key={name} {...(isWide ? { 'data-wide': true } : {})}>
          <dt>{name}</dt>
          <dd data-numbers>
            {value}
            {note !== undefined && (
              <Text size="sm" c="dimmed" fw={400}>
                {note}
              </Text>
            )}
          </dd>
        </div>
      ))}
    </dl>
  );
}
