import { readFileSync } from 'node:fs';
import { builtinModules } from 'node:module';
import { join } from 'node:path';
import react from '@vitejs/plugin-react';
import { type BuildEnvironmentOptions, defineConfig, type Plugin } from 'vite';
import { restartingElectron } from './scripts/restarting-electron.ts';

const root = import.meta.dirname;

// Electron and the modules with native code stay outside. Everything else is bundled, so that a package carries two modules only.
const external = ['electron', 'better-sqlite3', 'bcrypt', 'pg-native', ...builtinModules, /^node:/];

// Whose work is in the program; scripts/packaging/shipped.ts makes the list and the SBOM of it.
const license = { fileName: '.vite/licences.json' };

const main: BuildEnvironmentOptions = {
  license,
  ssr: true,
  outDir: join(root, 'out/main'),
  emptyOutDir: true,
  target: 'node20',
  minify: false,
  sourcemap: true,
  // Read from the disk once, never fetched.
  chunkSizeWarningLimit: 4000,
  rolldownOptions: {
    input: {
      main: join(root, 'src-main/main.ts'),
      serve: join(root, 'src-main/serve.ts'),
      'checkpoint-worker': join(root, 'src-main/database/checkpoint-worker.ts'),
      'backup-worker': join(root, 'src-main/backups/backup-worker.ts'),
    },
    external,
    // write-file-atomic, a CommonJS module, asks for it at run time.
    transform: { define: { __filename: 'import.meta.filename' } },
    // Shared chunks lie beside the entries: import.meta.dirname is out/main, whichever file a module ends up in.
    output: { format: 'es', entryFileNames: '[name].js', chunkFileNames: '[name]-[hash].js' },
  },
};

// A sandboxed preload has to be CommonJS in a single file.
const preload: BuildEnvironmentOptions = {
  ssr: true,
  outDir: join(root, 'out/preload'),
  emptyOutDir: true,
  target: 'node20',
  minify: false,
  rolldownOptions: {
    input: { preload: join(root, 'src-main/preload.ts') },
    external,
    output: { format: 'cjs', entryFileNames: '[name].cjs', codeSplitting: false },
  },
};

const renderer: BuildEnvironmentOptions = {
  license,
  outDir: join(root, 'out/renderer'),
  emptyOutDir: true,
  // Electron and Android; iPhones as old as those that volunteers bring.
  target: ['chrome130', 'safari16.4'],
  modulePreload: { polyfill: false },
  // The content security policy takes nothing from a data: address.
  assetsInlineLimit: 0,
  rolldownOptions: {
    input: { desk: join(root, 'src-renderer/desk.html'), gate: join(root, 'src-renderer/gate.html') },
  },
};

/** What is seen first comes in the page itself: asking for it once more would hold up the first picture. */
const openingStyle: Plugin = {
  name: 'opening-style',
  transformIndexHtml: {
    order: 'pre',
    handler: (html) =>
      html.replace(
        '<link rel="stylesheet" href="./theme/opening.css" />',
        `<style nonce="__CSP_NONCE__">${readFileSync(join(root, 'src-renderer/theme/opening.css'), 'utf8')}</style>`,
      ),
  },
};

export default defineConfig({
  root: join(root, 'src-renderer'),
  // Absolute, because pages have paths of their own such as /preview/<id>.
  base: '/',
  plugins: [openingStyle, react(), restartingElectron(root, [main, preload])],
  builder: {},
  environments: {
    // A `build` at the top level would be merged into main and preload too.
    client: { build: renderer },
    main: { consumer: 'server', resolve: { noExternal: true }, build: main },
    preload: { consumer: 'server', resolve: { noExternal: true }, build: preload },
  },
});
