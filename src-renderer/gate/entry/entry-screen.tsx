import { type ReactNode, useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { Logo } from '../../ui/logo';
import { useGate } from '../gate-context';
import { useGateLink } from '../use-gate-link';
import classes from './entry.module.css';

interface EntryScreenProps {
  readonly title: string;
  /** Something is on its way. */
  readonly busy?: boolean;
  readonly children?: ReactNode;
  /** Buttons; they stay within reach of a thumb. */
  readonly actions?: ReactNode;
}

/** Every screen in front of the scanner: whose page it is above, and what to do below. */
export function EntryScreen({ title, busy = false, children, actions }: EntryScreenProps) {
  const { t } = useTranslation('gate');
  const { status } = useGateLink(useGate().link);
  const heading = useRef<HTMLHeadingElement>(null);
  // A screen reader hears that another screen is there.
  useEffect(() => {
    if (title) heading.current?.focus();
  }, [title]);
  return (
    <div className={classes.screen}>
      <header className={classes.head}>
        <Logo size={44} />
        <div>
          <p className={classes.product}>{t('appName')}</p>
          {status?.event && <p className={classes.event}>{status.event.name}</p>}
        </div>
      </header>
      <main className={classes.main}>
        {busy && <span className={classes.busy} aria-hidden />}
        <h1 ref={heading} tabIndex={-1} className={classes.title}>
          {title}
        </h1>
        {children}
      </main>
      {actions && <div className={classes.actions}>{actions}</div>}
    </div>
  );
}
