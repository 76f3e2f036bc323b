import { IconAlertTriangle } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import classes from './notice.module.css';

/** Something that whoever holds the phone has to know; read out at once. */
export function Notice({ children }: { readonly children: ReactNode }) {
  return (
    <p className={classes.notice} role="alert">
      <IconAlertTriangle size={24} aria-hidden />
      <span>{children}</span>
    </p>
  );
}
