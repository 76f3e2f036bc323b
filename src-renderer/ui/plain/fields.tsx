import { type ComponentProps, type ReactNode, useId } from 'react';
import classes from './fields.module.css';

interface TextFieldProps extends ComponentProps<'input'> {
  readonly label: string;
  readonly description?: string;
  /** Inside the field, at its beginning. */
  readonly leftSection?: ReactNode;
}

/** @param props.className of the whole, with its label */
export function TextField({ label, description, leftSection, className, ...input }: TextFieldProps) {
  const id = useId();
  return (
    <div className={className}>
      <label className={classes.label} htmlFor={id}>
        {label}
      </label>
      {description !== undefined && (
        <p className={classes.description} id={`${id}-description`}>
          {description}
        </p>
      )}
      <div className={classes.wrapper}>
        {leftSection && <span className={classes.section}>{leftSection}</span>}
        <input
          {...input}
          id={id}
          className={classes.input}
          data-with-section={leftSection ? true : undefined}
          aria-describedby={description === undefined ? undefined : `${id}-description`}
        />
      </div>
    </div>
  );
}

interface ChoiceProps extends Omit<ComponentProps<'select'>, 'children'> {
  readonly label: string;
  readonly options: readonly { readonly value: string; readonly label: string }[];
}

/** One of several, in the way that the system asks for it. Its label is only heard. */
export function Choice({ label, options, className, ...select }: ChoiceProps) {
  return (
    <select {...select} aria-label={label} className={className ? `${classes.input} ${className}` : classes.input}>
      {options.map((option) => (
        <option key={option.value} value={option.value}>
          {option.label}
        </option>
      ))}
    </select>
  );
}

interface RangeProps {
  readonly label: string;
  readonly min: number;
  readonly max: number;
  readonly step: number;
  readonly value: number;
  /** The value in words, such as `2.5×`. */
  readonly shown: string;
  readonly onChange: (value: number) => void;
}

/** A number that is found by trying. Its label is only heard. */
export function Range({ label, shown, onChange, ...range }: RangeProps) {
  return (
    <span className={classes.range}>
      <input
        type="range"
        {...range}
        aria-label={label}
        aria-valuetext={shown}
        onChange={(event) => onChange(event.currentTarget.valueAsNumber)}
      />
      <output aria-hidden data-numbers>
        {shown}
      </output>
    </span>
  );
}
