import path from 'node:path';
import { gzipSync } from 'node:zlib';
import { createBuilder, type Rollup } from 'vite';
import { afterEach, expect, test, vi } from 'vitest';

/** What somebody at the gate has to load over a crowded Wi-Fi until the first code can be looked for. */
const MOST_BYTES = 150_000;
/** Building takes a few seconds, on a busy machine many of them. */
const BUILD_MS = 240_000;

const ROOT = path.resolve();
/** None of them is needed at a gate, and each would be a large part of the page. */
const TOO_LARGE = ['@mantine', '@floating-ui', '@tanstack', 'zod', 'recharts', 'libphonenumber-js', 'qrcode', '@zxing'];

afterEach(() => vi.unstubAllEnvs());

async function build(): Promise<Rollup.OutputBundle> {
  // Otherwise it would be built with the help that React gives to whoever writes a page.
  vi.stubEnv('NODE_ENV', 'production');
  const builder = await createBuilder({
    root: path.join(ROOT, 'src-renderer'),
    configFile: path.join(ROOT, 'vite.config.ts'),
    logLevel: 'error',
    environments: { client: { build: { write: false } } },
  });
  const client = builder.environments['client'];
  if (!client) throw new Error('vite.config.ts has no environment for pages');
  const built = await builder.build(client);
  if (!('output' in built)) throw new Error('nothing was built');
  return Object.fromEntries(built.output.map((file) => [file.fileName, file]));
}

/** The page, what starts it, and all that these import before they run; not what is loaded once it is shown. */
function filesOfPage(bundle: Rollup.OutputBundle): Set<string> {
  const files = new Set<string>(['gate.html']);
  function add(fileName: string) {
    const file = bundle[fileName];
    if (files.has(fileName) || file?.type !== 'chunk') return;
    files.add(fileName);
    for (const style of file.viteMetadata?.importedCss ?? []) files.add(style);
    for (const imported of file.imports) add(imported);
  }
  for (const file of Object.values(bundle)) {
    const origin = file.type === 'chunk' ? (file.facadeModuleId ?? '') : '';
    if (origin.endsWith('src-renderer/gate.html') || origin.endsWith('src-renderer/gate/start-gate.tsx')) {
      add(file.fileName);
    }
  }
  return files;
}

test(
  "a phone's page is small, and has nothing of the desk in it",
  async () => {
    const bundle = await build();
    const files = filesOfPage(bundle);
    const modules = [...files].flatMap((name) => {
      const file = bundle[name];
      return file?.type === 'chunk' ? Object.keys(file.modules) : [];
    });
    expect(modules.some((id) => id.endsWith('gate/scanning/gate-scanner.tsx'))).toBe(true);
    expect(modules.filter((id) => TOO_LARGE.some((name) => id.includes(`/node_modules/${name}`)))).toEqual([]);

    const sizes = [...files].map((name) => {
      const file = bundle[name];
      if (!file) throw new Error(`${name} was not built`);
      return { name, bytes: gzipSync(file.type === 'chunk' ? file.code : file.source).length };
    });
    const bytes = sizes.reduce((sum, file) => sum + file.bytes, 0);
    expect(bytes, JSON.stringify(sizes.toSorted((one, other) => other.bytes - one.bytes))).toBeLessThan(MOST_BYTES);
  },
  BUILD_MS,
);
