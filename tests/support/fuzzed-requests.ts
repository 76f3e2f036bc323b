import fc from 'fast-check';
import { gateContract } from '../../src-shared/contract/gate';

/** What a fuzzed request may name: where it is sent, and the cookie of a phone that is paired. */
export interface FuzzedAt {
  readonly host: string;
  readonly cookie: string;
}

/** Leaving is a phone's own wish, and would end the only one there is. */
const OPERATIONS = Object.keys(gateContract).filter((name) => name !== 'gate.leave');
const PATHS = ['/', '/gate', '/p', '/selftest', '/login', '/logout', '/api/scan', '/assets/icon.svg', '/authority.crt'];
const METHODS = ['POST', 'GET', 'PUT', 'PATCH', 'DELETE', 'OPTIONS', 'HEAD', 'TRACE', 'CONNECT', 'PROPFIND', 'get', ''];
const TYPES = [
  'application/json',
  'application/x-www-form-urlencoded',
  'text/plain',
  'multipart/form-data; boundary=x',
  '',
];

const anyText = fc.oneof(fc.string(), fc.string({ unit: 'binary' }), fc.string({ unit: 'grapheme', maxLength: 200 }));
const anyToken = fc.string({ unit: fc.constantFrom(...'ABCxyz019-_'), minLength: 22, maxLength: 22 });

/** Inputs that are nearly right, whichever operation they go to, and those that are nothing at all. */
const input = fc.oneof(
  fc.record(
    {
      scanId: fc.oneof(fc.uuid(), anyText),
      code: fc.oneof(anyText, fc.constant('EP1.AB.00000000000000000000000000.00000000000000000000000000')),
      recordedAgoMs: fc.oneof(fc.nat(200_000_000), fc.double(), anyText),
      passId: fc.oneof(fc.uuid(), anyText),
      name: anyText,
      token: fc.oneof(anyToken, anyText),
      rejoinKey: anyToken,
      health: fc.oneof(fc.object(), fc.constant(null)),
      checks: fc.array(fc.object()),
      browser: anyText,
      payload: anyText,
    },
    { requiredKeys: [] },
  ),
  fc.jsonValue(),
  fc.constantFrom<unknown>({}, [], null, '', JSON.parse('{"__proto__":{"roles":["device"]}}')),
);
const body = fc.oneof(
  { weight: 6, arbitrary: input.map((value) => JSON.stringify(value) ?? '') },
  { weight: 2, arbitrary: anyText },
  { weight: 1, arbitrary: fc.nat(6_000).map((depth) => `${'['.repeat(depth)}${']'.repeat(depth)}`) },
  { weight: 1, arbitrary: fc.webQueryParameters() },
);
const path = fc.oneof(
  { weight: 8, arbitrary: fc.constantFrom(...OPERATIONS).map((name) => `/api/gate/${name}`) },
  { weight: 2, arbitrary: fc.constantFrom(...PATHS) },
  { weight: 1, arbitrary: fc.webPath() },
  { weight: 1, arbitrary: anyText },
);
/** What a phone may say, so that what is wrong elsewhere is found behind it. */
const rightful = fc
  .oneof(
    fc.tuple(fc.constant('gate.scan'), fc.record({ scanId: fc.uuid(), code: fc.string({ minLength: 1 }) })),
    fc.tuple(fc.constant('gate.admit'), fc.record({ scanId: fc.uuid(), passId: fc.uuid() })),
    fc.tuple(
      fc.constant('gate.find'),
      fc.record({ name: fc.string({ unit: 'grapheme', minLength: 3, maxLength: 40 }) }),
    ),
    fc.tuple(fc.constant('gate.selfTest'), fc.record({ checks: fc.constant([]), browser: anyText })),
    fc.tuple(fc.constantFrom('gate.status', 'gate.nothing'), fc.constant({})),
    fc.tuple(fc.constant('gate.join'), fc.record({ token: anyToken })),
  )
  .map(([name, value]) => ({ path: `/api/gate/${name}`, body: JSON.stringify(value) }));
const wish = fc.oneof(rightful, fc.record({ path, body }));
const headerName = fc.constantFrom(
  'X',
  'Content-Length',
  'Transfer-Encoding',
  'Expect',
  'Range',
  'Upgrade',
  'Cookie',
  'Host',
);
const headerValue = fc.oneof(
  anyText,
  fc.constantFrom('chunked', '0', '-1', '1e9', '100-continue', 'bytes=0-', 'websocket'),
);

/** A request as it goes over the wire: what a phone would send, in which anything may be wrong, or nothing of the kind. */
export function fuzzedRequest({ host, cookie }: FuzzedAt): fc.Arbitrary<Uint8Array> {
  const usual = <T>(value: T, others: fc.Arbitrary<T>) =>
    fc.oneof({ weight: 20, arbitrary: fc.constant(value) }, { weight: 1, arbitrary: others });

  const message = fc
    .record({
      method: usual('POST', fc.constantFrom(...METHODS)),
      wish,
      version: usual('HTTP/1.1', fc.constantFrom('HTTP/1.0', 'HTTP/2.0', 'HTTP/9', '')),
      host: usual(host, anyText),
      origin: usual(`https://${host}`, anyText),
      type: usual('application/json', fc.constantFrom(...TYPES)),
      mark: usual('1', anyText),
      cookie: usual(
        cookie,
        fc.oneof(
          anyText,
          anyToken.map((token) => `__Host-epass-gate=${token}`),
        ),
      ),
      more: usual([], fc.array(fc.tuple(headerName, headerValue), { maxLength: 4 })),
      claimed: usual(0, fc.integer({ min: -5, max: 9_000 })),
    })
    .map((it) => {
      const length = Buffer.byteLength(it.wish.body) + it.claimed;
      const lines = [
        `${it.method} ${it.wish.path} ${it.version}`,
        `Host: ${it.host}`,
        `Origin: ${it.origin}`,
        `Content-Type: ${it.type}`,
        `X-Box-Office: ${it.mark}`,
        `Cookie: ${it.cookie}`,
        `Content-Length: ${length}`,
        ...it.more.map(([name, value]) => `${name}: ${value}`),
      ];
      return Buffer.from(`${lines.join('\r\n')}\r\n\r\n${it.wish.body}`);
    });

  const damage = fc.array(fc.tuple(fc.nat(100_000), fc.uint8Array({ maxLength: 8 }), fc.nat(8)), { maxLength: 6 });
  const damaged = fc.tuple(message, damage).map(([whole, places]) => {
    let bytes: Uint8Array = whole;
    for (const [place, put, taken] of places) {
      const at = place % (bytes.length + 1);
      bytes = Buffer.concat([bytes.subarray(0, at), put, bytes.subarray(at + taken)]);
    }
    return bytes;
  });
  const twoAtOnce = fc.tuple(message, damaged).map((both) => Buffer.concat(both));

  return fc.oneof(
    { weight: 5, arbitrary: message },
    { weight: 5, arbitrary: damaged },
    { weight: 1, arbitrary: twoAtOnce },
    { weight: 1, arbitrary: fc.uint8Array({ maxLength: 4_000 }) },
  );
}
