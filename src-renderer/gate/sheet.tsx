import { type ReactNode, useEffectEvent, useLayoutEffect, useRef } from 'react';
import classes from './sheet.module.css';

interface SheetProps {
  readonly title: string;
  readonly children: ReactNode;
  readonly onClose: () => void;
}

/**
 * A panel from the lower edge, where thumbs are. The browser's own dialog: it holds the focus, and the back gesture,
 * Escape and a tap beside it close it.
 */
export function Sheet({ title, children, onClose }: SheetProps) {
  const dialog = useRef<HTMLDialogElement>(null);

  const onTap = useEffectEvent((event: MouseEvent) => {
    if (event.target === dialog.current) onClose();
  });
  useLayoutEffect(() => {
    const sheet = dialog.current;
    if (!sheet) return;
    if (!sheet.open) sheet.showModal();
    sheet.querySelector<HTMLElement>('[data-autofocus]')?.focus();
    // For thumbs alone: keyboards and screen readers have Escape and the buttons.
    sheet.addEventListener('click', onTap);
    return () => {
      sheet.removeEventListener('click', onTap);
      sheet.close();
    };
  }, []);

  return (
    <dialog
      ref={dialog}
      className={classes.sheet}
      aria-label={title}
      onCancel={(event) => {
        event.preventDefault();
        onClose();
      }}
    >
      <div className={classes.content}>
        <h2 className={classes.title}>{title}</h2>
        {children}
      </div>
    </dialog>
  );
}
