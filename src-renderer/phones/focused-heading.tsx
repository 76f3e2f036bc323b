import { Title } from '@mantine/core';
import { type ReactNode, useEffect, useRef } from 'react';

/** Of a step within a dialog: takes the focus when it comes, so that it is read, and so that Enter does nothing yet. */
export function FocusedHeading({ children }: { readonly children: ReactNode }) {
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => heading.current?.focus({ preventScroll: true }), []);
  return (
    <Title order={2} ref={heading} tabIndex={-1} style={{ outline: 'none' }}>
      {children}
    </Title>
  );
}
