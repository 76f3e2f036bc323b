/** The pass that was sold last in this window, until the next sale begins: its page leads on to the next sale. */
let sold: { readonly passId: string; readonly isPrinted: boolean } | null = null;

export function noteSold(passId: string): void {
  sold = { passId, isPrinted: false };
}

export function forgetSold(): void {
  sold = null;
}

export function isJustSold(passId: string): boolean {
  return sold?.passId === passId;
}

/** True once after a sale, however often the page of the pass is opened: printing without being asked happens once. */
export function takeFirstPrint(passId: string): boolean {
  if (sold?.passId !== passId || sold.isPrinted) return false;
  sold = { passId, isPrinted: true };
  return true;
}
