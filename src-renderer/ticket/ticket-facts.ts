/** What stands on a pass, in words, ready to draw. */
export interface TicketFacts {
  readonly eventName: string;
  readonly venue: string;
  readonly day: string;
  readonly timing: string;
  readonly holders: readonly string[];
  readonly passType: string;
  /** Such as "Admits 2". */
  readonly admits: string;
  /** Such as "₹999 · Cash". */
  readonly payment: string;
  /** Such as "Pass 7KQ2 9F3D": what two people compare by eye. */
  readonly reference: string;
  /** Such as "Admits once. Keep this code to yourself." */
  readonly notice: string;
  /** The text in the QR code. */
  readonly code: string;
}

/** The last eight characters of a pass id, in two groups: enough to tell two passes apart by eye. */
export function shortReference(passId: string): string {
  const tail = passId.replaceAll('-', '').slice(-8).toUpperCase();
  return `${tail.slice(0, 4)} ${tail.slice(4)}`.trim();
}
