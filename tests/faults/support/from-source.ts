/**
 * `node --import …/from-source.ts`: runs the sources as they are, put together the way the build would. Modules that
 * FAULT_REPLACE names (JSON: file in the repository -> file that takes its place) are replaced, which is how an office that
 * is broken on purpose comes about without a switch for it in the product.
 */
import { existsSync, readFileSync } from 'node:fs';
import { registerHooks } from 'node:module';
import path from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';

const repository = path.resolve(import.meta.dirname, '../../..');
const urlOf = (file: string) => pathToFileURL(path.join(repository, file)).href;
/** Files that the build puts beside the entry, from where they are started. */
const THREADS = [
  ['checkpoint-worker', 'database/checkpoint-worker'],
  ['backup-worker', 'backups/backup-worker'],
] as const;
const packageFile = urlOf('package.json');
const asked = JSON.parse(process.env['FAULT_REPLACE'] ?? '{}') as Record<string, string>;
const replacements = new Map(Object.entries(asked).map(([file, by]) => [urlOf(file), urlOf(by)]));

registerHooks({
  resolve(specifier, context, next) {
    const from = context.parentURL;
    const thread = THREADS.find(([built]) => specifier.endsWith(`/src-main/${built}.js`));
    if (thread) return { url: urlOf(`src-main/${thread[1]}.ts`), shortCircuit: true };
    if (!specifier.startsWith('.') || from === undefined || from.includes('/node_modules/')) {
      return next(specifier, context);
    }
    const url = new URL(specifier, from);
    const file = fileURLToPath(url);
    if (!existsSync(file) && existsSync(`${file}.ts`)) url.pathname += '.ts';
    const by = replacements.get(url.href);
    // What takes the place of a module may build on it.
    return { url: by === undefined || by === from ? url.href : by, shortCircuit: true };
  },
  load(url, context, next) {
    if (url.endsWith('?raw')) return moduleOf(`export default ${JSON.stringify(textOf(url))}`);
    if (url !== packageFile) return next(url, context);
    const { version } = JSON.parse(textOf(url)) as { readonly version: string };
    return moduleOf(`export const version = ${JSON.stringify(version)}`);
  },
});

function textOf(url: string): string {
  return readFileSync(fileURLToPath(url), 'utf8');
}

function moduleOf(source: string) {
  return { format: 'module', source, shortCircuit: true } as const;
}
