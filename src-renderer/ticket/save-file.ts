import type { TicketFacts } from './ticket-facts';

/** Such as `Garba Night - Asha Patel - 7KQ29F3D.pdf`: found again in a folder of downloads, and allowed on every system. */
export function ticketFileName(facts: TicketFacts, passId: string, ending: 'pdf' | 'png'): string {
  const tail = passId
    .replace(/[^\p{L}\p{N}]/gu, '')
    .slice(-8)
    .toUpperCase();
  const parts = [facts.eventName, facts.holders[0] ?? '', tail].map(safePart).filter((part) => part !== '');
  return `${parts.join(' - ')}.${ending}`;
}

/** Hands a file to the browser, or to the desk's own window, which asks where to put it. */
export function saveFile(file: Blob, name: string): void {
  const url = URL.createObjectURL(file);
  const link = document.createElement('a');
  link.href = url;
  link.download = name;
  link.click();
  // The download reads the address a moment later; a minute is more than it needs.
  setTimeout(() => URL.revokeObjectURL(url), 60_000);
}

function safePart(text: string): string {
  const kept = text.replace(/[^\p{L}\p{M}\p{N} ._-]/gu, ' ').replace(/\s+/gu, ' ');
  const start = /^.{0,40}/u.exec(kept)?.[0] ?? '';
  return start.replace(/^[. ]+|[. ]+$/g, '');
}
