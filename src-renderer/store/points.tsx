import { Text } from '@mantine/core';
import type { ReactElement } from 'react';
import classes from './store.module.css';

interface PointsProps {
  readonly points: readonly { readonly icon: ReactElement; readonly words: string }[];
}

/** What happens with the next press, one thing a line. */
export function Points({ points }: PointsProps) {
  return (
    <ul className={classes.points}>
      {points.map(({ icon, words }) => (
        <li key={words}>
          <span aria-hidden>{icon}</span>
          <Text>{words}</Text>
        </li>
      ))}
    </ul>
  );
}
