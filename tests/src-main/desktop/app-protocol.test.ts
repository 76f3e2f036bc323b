import type { CustomScheme, Protocol } from 'electron';
import { expect, test, vi } from 'vitest';
import { registerAppScheme, serveAssets } from '../../../src-main/desktop/app-protocol';
import { DESK_ORIGIN, isWithin } from '../../../src-main/desktop/desk-origin';
import type { Assets } from '../../../src-main/transports/assets';
import { HOSTILE_ADDRESSES, OWN_ADDRESSES } from '../../support/hostile-addresses';

const { schemes } = vi.hoisted(() => ({ schemes: [] as CustomScheme[] }));
vi.mock('electron', () => ({
  protocol: { registerSchemesAsPrivileged: (given: CustomScheme[]) => schemes.push(...given) },
}));

/** Everything asked for is there, so that only the protocol itself can say no. */
const everything: Assets = {
  file: (pathname) => (pathname.startsWith('/assets/') ? { headers: {}, body: Buffer.from('file') } : null),
  page: () => ({ headers: { 'x-page': 'desk' }, body: Buffer.from('page') }),
};

function open() {
  let answer: (request: Request) => Promise<Response> = () => expect.unreachable();
  const onto = { handle: (_scheme: string, handler: typeof answer) => (answer = handler) };
  serveAssets(onto as unknown as Protocol, Promise.resolve(everything), DESK_ORIGIN);
  return (url: string, method = 'GET') => answer({ url, method } as Request);
}

test('the scheme is secure and under the rules of CORS, and its pages may not pass over a policy', () => {
  registerAppScheme();
  expect(schemes).toEqual([
    {
      scheme: 'app',
      privileges: { standard: true, secure: true, supportFetchAPI: true, corsEnabled: true, stream: true },
    },
  ]);
});

test('an address is the desk’s own by its parts, not by how it begins', () => {
  expect(HOSTILE_ADDRESSES.filter((address) => isWithin(DESK_ORIGIN, address))).toEqual([]);
  expect(OWN_ADDRESSES.filter((address) => !isWithin(DESK_ORIGIN, address))).toEqual([]);
});

test('other hosts of the scheme have nothing', async () => {
  const ask = open();
  const others = HOSTILE_ADDRESSES.filter((address) => /^app:\/\/./.test(address) && URL.canParse(address)).filter(
    (address) => new URL(address).host !== 'desk',
  );
  expect(others.length).toBeGreaterThan(8);
  for (const address of others) expect((await ask(address)).status).toBe(404);
});

test('only GET, only files of the desk and its pages', async () => {
  const ask = open();
  expect((await ask('app://desk/assets/x.js')).status).toBe(200);
  expect((await ask('app://desk/login')).status).toBe(200);
  for (const method of ['POST', 'PUT', 'DELETE', 'OPTIONS'])
    expect((await ask('app://desk/', method)).status).toBe(404);
  for (const pathname of ['/etc/passwd', '/..%2fetc/passwd', '/..\\..\\x', '/api/call/passes.sell', '/gate', '/%00'])
    expect((await ask(`app://desk${pathname}`)).status).toBe(404);
});

test('the page that offers a way back offers none that leads elsewhere', async () => {
  const ask = open();
  for (const address of HOSTILE_ADDRESSES) {
    const page = await (await ask(`app://desk/stopped?${new URLSearchParams({ to: address }).toString()}`)).text();
    const links = [...page.matchAll(/href="([^"]*)"/g)].map(([, href]) => href);
    expect(links).toEqual(['app://desk/', 'app://desk/']);
  }
});
