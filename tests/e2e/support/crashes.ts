import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { ElectronApplication } from '@playwright/test';

/** The page in the window comes to an end as in a crash. Playwright's own page is of no use afterwards. */
export function crashThePage(app: ElectronApplication): Promise<void> {
  return app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.webContents.forcefullyCrashRenderer());
}

/** What an expression gives in the page that is in the window now; null while there is none. */
export function inWindow(app: ElectronApplication, expression: string): Promise<unknown> {
  return app.evaluate(async ({ BrowserWindow }, text): Promise<unknown> => {
    const contents = BrowserWindow.getAllWindows()[0]?.webContents;
    if (!contents || contents.isCrashed() || contents.isLoading()) return null;
    // An expression that meets a page on its way out has no answer.
    const late = new Promise((resolve) => setTimeout(() => resolve(null), 2_000));
    return Promise.race([contents.executeJavaScript(text).catch(() => null), late]);
  }, expression);
}

export function headingInWindow(app: ElectronApplication): Promise<unknown> {
  return inWindow(app, `document.querySelector('h1')?.textContent ?? null`);
}

/** Presses a button or a link by its words. */
export function pressInWindow(app: ElectronApplication, words: string): Promise<unknown> {
  const named = `[...document.querySelectorAll('a, button')].find((one) => one.textContent.includes(${JSON.stringify(words)}))`;
  return inWindow(app, `${named}?.click()`);
}

/** The process numbers of what runs beside the page and the office, by a part of its kind or service. */
export function helpers(app: ElectronApplication, name: string): Promise<number[]> {
  return app.evaluate(
    ({ app: running }, part) =>
      running
        .getAppMetrics()
        .filter(({ type, serviceName }) => type === part || serviceName?.includes(part))
        .map(({ pid }) => pid),
    name,
  );
}

/** The lines of the office's log so far. */
export async function logOf(app: ElectronApplication): Promise<Record<string, unknown>[]> {
  const window = await app.evaluate(({ app: running }) => running.getPath('userData'));
  const file = join(window, '../office.log');
  // The first line makes it.
  const text = existsSync(file) ? readFileSync(file, 'utf8') : '';
  return text
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line) as Record<string, unknown>);
}
