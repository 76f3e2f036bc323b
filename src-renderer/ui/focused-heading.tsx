import { Title } from '@mantine/core';
import { type ReactNode, useEffect, useRef } from 'react';

interface FocusedHeadingProps {
  readonly children: ReactNode;
  /** Where it stands for a whole page. */
  readonly large?: boolean;
}

/** Of a step within a dialog: takes the focus when it comes, so that it is read, and so that Enter does nothing yet. */
export function FocusedHeading({ children, large = false }: FocusedHeadingProps) {
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => heading.current?.focus({ preventScroll: true }), []);
  return (
    <Title order={2} size={large ? 'h1' : 'h2'} ref={heading} tabIndex={-1} data-autofocus style={{ outline: 'none' }}>
      {children}
    </Title>
  );
}
