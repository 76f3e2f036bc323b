import type { VerdictTone } from './verdict-types';

interface VerdictMarkProps {
  readonly tone: VerdictTone;
  /** Pixels on each side; without it the style sheet decides. */
  readonly size?: number;
  readonly className?: string | undefined;
}

/** A tick in a circle, a cross in an octagon, a clock in a square, a question in a diamond: told apart without any colour. */
export function VerdictMark({ tone, size, className }: VerdictMarkProps) {
  return (
    <svg viewBox="0 0 64 64" width={size} height={size} className={className} aria-hidden="true" focusable="false">
      <path fill="currentcolor" d={OUTLINES[tone]} />
      <path
        fill="none"
        stroke="var(--mark-inside)"
        strokeWidth="6.5"
        strokeLinecap="round"
        strokeLinejoin="round"
        d={SIGNS[tone]}
      />
    </svg>
  );
}

const OUTLINES: Record<VerdictTone, string> = {
  admitted: 'M32 2a30 30 0 1 0 0 60a30 30 0 1 0 0-60Z',
  refused: 'M20 2h24l18 18v24l-18 18h-24l-18-18v-24Z',
  recorded: 'M16 3h32a13 13 0 0 1 13 13v32a13 13 0 0 1-13 13h-32a13 13 0 0 1-13-13v-32a13 13 0 0 1 13-13Z',
  unknown: 'M28.5 3.5a5 5 0 0 1 7 0l25 25a5 5 0 0 1 0 7l-25 25a5 5 0 0 1-7 0l-25-25a5 5 0 0 1 0-7Z',
};
const SIGNS: Record<VerdictTone, string> = {
  admitted: 'm18.5 33 9.5 9.5 18-20.5',
  refused: 'm21 21 22 22m0-22-22 22',
  recorded: 'M32 13.5a18.5 18.5 0 1 1 0 37a18.5 18.5 0 1 1 0-37Zm0 8.5v10.5l7.5 4.5',
  unknown: 'M25.5 26a6.8 6.8 0 1 1 9.8 6c-2.4 1.2-3.3 2.6-3.3 5m0 9.5v.1',
};
