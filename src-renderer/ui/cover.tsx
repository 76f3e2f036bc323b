import { type ReactNode, useLayoutEffect, useRef } from 'react';
import classes from './cover.module.css';

interface CoverProps {
  /** What a screen reader calls it. */
  readonly label: string;
  readonly children: ReactNode;
}

/**
 * Covers the whole window until it is taken away, open dialogs included, and nothing underneath can be read or reached
 * meanwhile. The element marked `data-autofocus` gets the focus. A dialog of the browser's own does that for everything at once, whatever a page has opened.
 */
export function Cover({ label, children }: CoverProps) {
  const dialog = useRef<HTMLDialogElement>(null);

  useLayoutEffect(() => {
    const cover = dialog.current;
    cover?.showModal();
    cover?.querySelector<HTMLElement>('[data-autofocus]')?.focus();
    // Puts the focus back to where it was underneath.
    return () => cover?.close();
  }, []);

  function stayOpen() {
    const cover = dialog.current;
    if (cover?.isConnected && !cover.open) cover.showModal();
  }

  return (
    <dialog
      ref={dialog}
      className={classes.cover}
      aria-label={label}
      onCancel={(event) => event.preventDefault()}
      // Escape twice closes a dialog even where `cancel` was prevented.
      onKeyDown={(event) => event.key === 'Escape' && event.preventDefault()}
      onClose={stayOpen}
    >
      {children}
    </dialog>
  );
}
