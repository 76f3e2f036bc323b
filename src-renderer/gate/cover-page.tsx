import { IconArrowLeft } from '@tabler/icons-react';
import { type ReactNode, useEffect, useRef } from 'react';
import { Button } from '../ui/plain/button';
import classes from './cover-page.module.css';

interface CoverPageProps {
  readonly title: string;
  readonly backLabel: string;
  readonly onBack: () => void;
  readonly children: ReactNode;
}

/** A page of its own that leads back to where somebody was. */
export function CoverPage({ title, backLabel, onBack, children }: CoverPageProps) {
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    window.scrollTo(0, 0);
    // A field of the page that wants the focus has it already.
    if (document.activeElement === document.body) heading.current?.focus();
  }, []);
  return (
    <div className={classes.page}>
      <header className={classes.head}>
        <Button
          variant="subtle"
          className={classes.back ?? ''}
          leftSection={<IconArrowLeft size={22} aria-hidden />}
          onClick={onBack}
        >
          {backLabel}
        </Button>
      </header>
      <main className={classes.main}>
        <h1 ref={heading} tabIndex={-1} className={classes.title}>
          {title}
        </h1>
        {children}
      </main>
    </div>
  );
}
