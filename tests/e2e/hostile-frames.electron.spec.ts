import { join } from 'node:path';
import { expect, test } from '@playwright/test';
import fc from 'fast-check';
import { contract } from '../../src-shared/contract/contract';
import { type Demo, launchDemo, signInToDemo } from './support/demo';

// Beside a desk at which an administrator is signed in, pages that have its preload and are not its page.
test.describe.configure({ mode: 'serial' });
let demo: Demo;
test.beforeAll(async () => {
  demo = await launchDemo();
  await signInToDemo(demo);
});
test.afterAll(() => demo.app.close().catch(() => undefined));

const OPERATIONS = Object.keys(contract);
/** What does as it is told when nothing is said: it signs out, or opens a dialog of the system and waits for a person. */
const WITHOUT_INPUT = [
  'session.signOut',
  'session.lock',
  'restore.choose',
  'backups.chooseFolder',
  'desktop.chooseEventFolder',
];
const PRELOAD = join(process.cwd(), 'out/preload/preload.cjs');
/** Where a hostile page may have come from, and how its window may have been made. */
const SENDERS = [
  ['a second window of the desk itself', 'app://desk/login', {}],
  ['a window of another session', 'data:text/html,<title>x</title>', { partition: 'other' }],
  ['an address that begins like the desk', 'app://desk.evil/login', {}],
  ['an empty page', 'about:blank', {}],
  ['a page in its own address', 'data:text/html,<title>x</title>', {}],
  ['a page without isolation', 'data:text/html,<title>x</title>', { contextIsolation: false, sandbox: false }],
] as const;

test('between pages and the program there is one channel', async () => {
  const open = await demo.app.evaluate(({ ipcMain, webContents }) => {
    // Electron keeps what `handle` was given in a map of its own, which has no public name.
    const handled = (of: unknown) => [
      ...((of as { _invokeHandlers?: Map<string, unknown> })._invokeHandlers?.keys() ?? []),
    ];
    // Of Electron's own: a channel of this name would end the program.
    const isWord = (name: string) => name !== 'error';
    return {
      handled: handled(ipcMain),
      listened: ipcMain.eventNames().map(String).filter(isWord),
      ofPages: webContents
        .getAllWebContents()
        .flatMap(({ ipc }) => [...handled(ipc), ...ipc.eventNames().map(String).filter(isWord)]),
    };
  });
  expect(open).toEqual({ handled: ['call'], listened: [], ofPages: [] });
});

for (const [who, address, preferences] of SENDERS) {
  test(`no operation answers ${who}`, async () => {
    test.setTimeout(120_000);
    const inputs = fc
      .sample(fc.oneof(fc.constant({}), fc.jsonValue(), fc.string()), { numRuns: 3, seed: 7 })
      .map((input) => JSON.stringify(input));
    const replies = await demo.app.evaluate(
      async ({ BrowserWindow }, { address: from, preferences: more, preload, names, inputs: given }) => {
        const window = new BrowserWindow({ show: false, webPreferences: { preload, ...more } });
        try {
          await window.loadURL(from).catch(() => undefined);
          // Without isolation the preload cannot offer anything, and has `ipcRenderer` at hand instead.
          return (await window.webContents.executeJavaScript(`(async () => {
            const said = {};
            for (const name of ${JSON.stringify(names)})
              for (const input of [${given.join(',')}]) {
                const reply = window.epass
                  ? await window.epass.call(name, input).catch((error) => ({ ok: false, code: 'thrown' }))
                  : { ok: false, code: 'no-way' };
                const code = reply.ok ? 'ANSWERED ' + name : reply.code;
                said[code] = (said[code] ?? 0) + 1;
              }
            return said;
          })()`)) as Record<string, number>;
        } finally {
          window.destroy();
        }
      },
      { address, preferences, preload: PRELOAD, names: OPERATIONS, inputs },
    );
    const cells = OPERATIONS.length * inputs.length;
    const refusal = 'contextIsolation' in preferences ? 'no-way' : 'forbidden';
    expect(replies).toEqual({ [refusal]: cells });
  });
}

test('nor a frame within the desk’s own page', async () => {
  const asked = await demo.app.evaluate(async ({ BrowserWindow, ipcMain }) => {
    const page = BrowserWindow.getAllWindows()[0]?.webContents;
    const listener = (
      ipcMain as unknown as { _invokeHandlers: Map<string, (event: object, ...args: unknown[]) => unknown> }
    )._invokeHandlers.get('call');
    if (!page || !listener) throw new Error('there is no desk');
    // As Electron would tell of a frame: the page's own sender, and not its main frame.
    const frame = { url: 'app://desk/login', parent: page.mainFrame, top: page.mainFrame };
    let answer: unknown = null;
    const event = { sender: page, senderFrame: frame, _reply: (value: unknown) => (answer = value), _throw: String };
    const returned = await listener(event, 'session.current', {});
    return { answer: returned ?? answer };
  });
  expect(JSON.stringify(asked)).toContain('forbidden');
});

test('malformed calls of the desk’s own page are refused, and change nothing', async () => {
  test.setTimeout(180_000);
  const { page } = demo;
  const names = fc.sample(
    fc.oneof(
      fc.constantFrom(...OPERATIONS.filter((name) => !WITHOUT_INPUT.includes(name))),
      fc.string(),
      fc.constantFrom('__proto__', 'constructor', 'toString', 'passes', 'passes.', '.sell', 'hasOwnProperty'),
    ),
    { numRuns: 3_000, seed: 11 },
  );
  const inputs = fc.sample(
    fc.oneof(
      fc.jsonValue(),
      fc.record({ passId: fc.jsonValue(), code: fc.jsonValue(), scanId: fc.jsonValue(), extra: fc.jsonValue() }),
      fc.constant(JSON.parse('{"__proto__":{"role":"administrator"},"constructor":{"prototype":{"x":1}}}')),
      fc.constantFrom<unknown>(null, 0, '', [], Number.NaN, 1e308),
    ),
    { numRuns: 3_000, seed: 13 },
  );
  const counted = () => page.evaluate(() => window.epass?.call('reports.dashboard', {}));
  const before = await counted();
  const said = await page.evaluate(
    async ({ calls }) => {
      const codes: Record<string, number> = {};
      for (const [name, input] of calls) {
        const reply = (await window.epass?.call(name as string, input)) as { ok: boolean; code?: string };
        const code = reply.ok ? 'answered' : (reply.code ?? 'no code');
        codes[code] = (codes[code] ?? 0) + 1;
      }
      return codes;
    },
    { calls: names.map((name, index) => [name, inputs[index]] as const) },
  );
  console.log('3,000 malformed calls of the desk itself:', JSON.stringify(said));
  expect(said['internal'] ?? 0).toBe(0);
  expect(said['no code'] ?? 0).toBe(0);
  const polluted = await demo.app.evaluate(() => ['x', 'role'].filter((name) => name in {}));
  expect(polluted).toEqual([]);
  expect(await counted()).toEqual(before);
});
