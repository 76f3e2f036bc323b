/** Where the desk's pages come from, unless a server rebuilds them while developing. */
export const DESK_ORIGIN = 'app://desk';

/** Whether an address belongs to the desk. Compares parsed parts: a prefix of the text would let `app://desk.evil` in. */
export function isWithin(origin: string, address: string): boolean {
  const { protocol: ownProtocol, host: ownHost } = new URL(origin);
  try {
    const { protocol: itsProtocol, host, username } = new URL(address);
    return itsProtocol === ownProtocol && host === ownHost && username === '';
  } catch {
    return false;
  }
}
