import { type ElementProps, Paper, type PaperProps } from '@mantine/core';

interface CardProps extends PaperProps, ElementProps<'div', keyof PaperProps> {}

/** A raised surface that holds one thing of a page. */
export function Card({ children, ...props }: CardProps) {
  return (
    <Paper p="lg" bg="var(--surface)" bd="1px solid var(--surface-border)" shadow="xs" {...props}>
      {children}
    </Paper>
  );
}
