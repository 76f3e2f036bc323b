import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { ElectronApplication } from '@playwright/test';
import { AS_THE_PAGE_SAYS, cameraSwitches, type Desk, type SavedFile } from './desk';

/**
 * The desktop on the event in a folder.
 * @param files where what the page saves is put
 * @param start starts it with these arguments, as it was built or as it was packaged
 */
export async function openElectronDesk(
  folder: string,
  files: string,
  start: (args: readonly string[]) => Promise<ElectronApplication>,
): Promise<Desk> {
  const launch = (camera?: string) => start([...cameraSwitches(camera), '--data', folder]);
  let app = await launch();
  let page = await app.firstWindow();
  return {
    get page() {
      return page;
    },
    setUpCode: null,
    async restart({ camera } = {}) {
      await app.close();
      app = await launch(camera);
      page = await app.firstWindow();
    },
    async printToPdf() {
      const text = await app.evaluate(async ({ BrowserWindow }, options) => {
        const pdf = await BrowserWindow.getAllWindows()[0]?.webContents.printToPDF(options);
        return pdf?.toString('base64') ?? '';
      }, AS_THE_PAGE_SAYS);
      return Buffer.from(text, 'base64');
    },
    saved: (action) => savedBy(app, files, action),
    close: () => app.close(),
  };
}

/** Answers the dialog that asks where to put a file, which no test can click, and waits until the file is there. */
async function savedBy(app: ElectronApplication, files: string, action: () => Promise<void>): Promise<SavedFile> {
  const waiting = await app.evaluateHandle(
    ({ session }, path) => {
      const name = new Promise<string>((resolve, reject) => {
        session.defaultSession.once('will-download', (_event, item) => {
          item.setSavePath(path);
          item.once('done', (_done, state) =>
            state === 'completed' ? resolve(item.getFilename()) : reject(new Error(`the download was ${state}`)),
          );
        });
      });
      return { name };
    },
    join(files, 'saved'),
  );
  await action();
  const name = await waiting.evaluate(({ name: saved }) => saved);
  return { name, content: await readFile(join(files, 'saved')) };
}
