// Electron's own loader of `electron [switches] PATH [arguments]`, which the prepared runtime comes without.
// Its top-level await matters: Electron holds back `ready` until the app's main module has run.
import { existsSync, readFileSync } from 'node:fs';
import Module from 'node:module';
import { dirname, join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { app } from 'electron';

const { preloads, target } = readArguments(process.argv.slice(1));
if (!target) {
  console.error('Usage: electron [switches] PATH [arguments]');
  process.exit(2);
}
Object.defineProperty(process, 'defaultApp', { value: true, enumerable: true });
Module._preloadModules(preloads);

try {
  const folder = resolve(target);
  const manifest = join(folder, 'package.json');
  const entry = Module._resolveFilename(folder, null, true);
  if (existsSync(manifest)) {
    const { name, productName, version } = JSON.parse(readFileSync(manifest, 'utf8'));
    if (version) app.setVersion(version);
    if (productName ?? name) app.setName(productName ?? name);
    app.setAppPath(folder);
  } else {
    app.setAppPath(dirname(entry));
  }
  await import(pathToFileURL(entry).href);
} catch (error) {
  console.error('The app threw an error while it was loading');
  console.error(error);
  process.exit(1);
}

/** Switches before the path are Chromium's; `-r MODULE` is how Playwright gets in. */
function readArguments(args) {
  const preloads = [];
  for (let index = 0; index < args.length; index++) {
    const argument = args[index];
    if (argument === '--version' || argument === '-v') {
      console.log(`v${process.versions.electron}`);
      process.exit(0);
    }
    if (argument === '-r' || argument === '--require') preloads.push(args[++index]);
    else if (!argument.startsWith('-')) return { preloads, target: argument };
  }
  return { preloads, target: null };
}
