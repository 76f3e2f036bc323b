/** A desk that a join code leads to. */
export interface JoinUrl {
  /** The code's whole text, `https://192.168.1.7:8443/p#<token>`. */
  readonly url: string;
  /** For people to compare, such as `192.168.1.7:8443`. */
  readonly host: string;
}

/** What a page finds behind the `#` of the address that it was opened with. */
export interface Arrival {
  readonly token: string;
  /** Present when it comes over from another address, as the same phone. */
  readonly rejoinKey: string | null;
  /** What it had recorded there; null without a key, since only a phone's own page hands scans over. */
  readonly recorded: readonly unknown[] | null;
}

const SECRET = /^[\w-]{22}$/;

/**
 * Recognises the desk's own join code among all that a camera sees. Null for everything else, and for a code that leads
 * out of the venue's network: the phone would hand over its key and what it recorded.
 * @param hostname of this page, which may be a name instead of an address
 */
export function parseJoinUrl(text: string, hostname = window.location.hostname): JoinUrl | null {
  const url = toUrl(text);
  if (!url || url.protocol !== 'https:') return null;
  if (url.pathname !== '/p' || url.search !== '' || url.username !== '' || url.password !== '') return null;
  if (!SECRET.test(url.hash.slice(1))) return null;
  if (!isNearby(url.hostname) && url.hostname !== hostname) return null;
  return { url: url.href, host: url.host };
}

function toUrl(text: string): URL | null {
  try {
    return new URL(text);
  } catch {
    return null;
  }
}

/** Addresses and names that only mean something on the network that the phone is on. */
function isNearby(hostname: string): boolean {
  if (/^[\w-]+\.local$/.test(hostname)) return true;
  const [first, second, ...rest] = hostname.split('.').map((part) => (/^\d{1,3}$/.test(part) ? Number(part) : null));
  if (rest.length !== 2 || rest.includes(null) || first == null || second == null) return false;
  if (first === 10 || first === 127) return true;
  if (first === 172) return second >= 16 && second <= 31;
  if (first === 100) return second >= 64 && second <= 127;
  return (first === 192 && second === 168) || (first === 169 && second === 254);
}

/** Where to go with a join code, as the same phone and with all that it has recorded. */
export function toMovingUrl({ url }: JoinUrl, rejoinKey: string | null, recorded: readonly unknown[]): string {
  const key = rejoinKey === null ? '' : `&k=${rejoinKey}`;
  const scans = rejoinKey === null || recorded.length === 0 ? '' : `&q=${toBase64Url(JSON.stringify(recorded))}`;
  return `${url}${key}${scans}`;
}

/** @param hash of the address, with its `#`. Null where it is no invitation. */
export function parseArrival(hash: string): Arrival | null {
  const [token = '', ...parts] = hash.slice(1).split('&');
  if (!SECRET.test(token)) return null;
  const part = (name: string) => parts.find((one) => one.startsWith(`${name}=`))?.slice(2) ?? null;
  const key = part('k');
  const rejoinKey = key !== null && SECRET.test(key) ? key : null;
  const recorded = part('q');
  return { token, rejoinKey, recorded: rejoinKey === null || recorded === null ? null : fromBase64Url(recorded) };
}

function toBase64Url(text: string): string {
  const bytes = Array.from(new TextEncoder().encode(text), (byte) => String.fromCharCode(byte)).join('');
  return btoa(bytes).replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', '');
}

/** Null for what was cut off or changed on the way. */
function fromBase64Url(text: string): readonly unknown[] | null {
  try {
    const bytes = atob(text.replaceAll('-', '+').replaceAll('_', '/'));
    const parsed: unknown = JSON.parse(new TextDecoder().decode(Uint8Array.from(bytes, (one) => one.charCodeAt(0))));
    return Array.isArray(parsed) ? parsed : null;
  } catch {
    return null;
  }
}
