import { type ChildProcess, spawn } from 'node:child_process';
import { type BuildEnvironmentOptions, build, type Plugin } from 'vite';

/**
 * `npm run dev`: the renderer is served and updates in place; main and preload are rebuilt at each change, and Electron starts
 * again on them. Arguments for the app come after `--`: `npm run dev -- -- --demo`.
 */
export function restartingElectron(root: string, builds: readonly BuildEnvironmentOptions[]): Plugin {
  const dashes = process.argv.indexOf('--');
  const appArguments = dashes < 0 ? [] : process.argv.slice(dashes + 1);
  let electron: ChildProcess | undefined;

  function stop() {
    electron?.removeAllListeners();
    electron?.kill();
  }

  return {
    name: 'restarting-electron',
    apply: 'serve',
    async configureServer(server) {
      const { findElectron, sandboxSwitches } = await import('./find-electron.ts');
      const executable = await findElectron();
      const switches = sandboxSwitches();

      function restart() {
        stop();
        const env = { ...process.env, VITE_DEV_SERVER_URL: server.resolvedUrls?.local[0] };
        electron = spawn(executable, [...switches, root, ...appArguments], { stdio: 'inherit', env });
        electron.once('exit', () => process.exit());
      }

      process.once('exit', stop);
      for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => process.exit());

      server.httpServer?.once('listening', () => {
        const waiting = new Set(builds);
        for (const each of builds) {
          const restartWhenAllAreBuilt: Plugin = {
            name: 'restart-when-all-are-built',
            closeBundle() {
              waiting.delete(each);
              if (waiting.size === 0) restart();
            },
          };
          void build({
            configFile: false,
            root,
            logLevel: 'warn',
            ssr: { noExternal: true },
            plugins: [restartWhenAllAreBuilt],
            build: { ...each, watch: {} },
          });
        }
      });
    },
  };
}
