import type { ComponentProps, ReactNode } from 'react';
import classes from './button.module.css';

interface ButtonProps extends ComponentProps<'button'> {
  /** `filled` for what most people want to do next; one of them on a screen. */
  readonly variant?: 'filled' | 'default' | 'subtle';
  /** For what cannot easily be taken back. */
  readonly danger?: boolean;
  /** It has been pressed and is being done. */
  readonly loading?: boolean;
  readonly leftSection?: ReactNode;
  readonly rightSection?: ReactNode;
}

/**
 * Looks like the desk's button. What is in `ui/plain` is for the parts that a phone shows too: a library of components
 * would be a third of all that a phone has to load.
 */
export function Button(props: ButtonProps) {
  const { variant = 'filled', danger = false, loading = false, leftSection, rightSection, ...rest } = props;
  const { className, children, disabled, ...button } = rest;
  return (
    <button
      type="button"
      {...button}
      className={className ? `${classes.button} ${className}` : classes.button}
      data-variant={variant}
      data-danger={danger || undefined}
      data-loading={loading || undefined}
      disabled={disabled || loading}
    >
      {leftSection}
      {children}
      {rightSection}
      {loading && <span className={classes.spinner} aria-hidden />}
    </button>
  );
}

interface IconButtonProps extends ComponentProps<'button'> {
  /** What a click does, for those who do not see the icon. */
  readonly label: string;
}

export function IconButton({ label, className, children, ...button }: IconButtonProps) {
  return (
    <button
      type="button"
      {...button}
      aria-label={label}
      className={className ? `${classes.icon} ${className}` : classes.icon}
    >
      {children}
    </button>
  );
}
