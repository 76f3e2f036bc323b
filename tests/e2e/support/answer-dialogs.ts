import type { ElectronApplication } from '@playwright/test';

/** The system's own dialog is no page, so it is answered for the person. @param chosen a file or a folder */
export async function answerDialogs(app: ElectronApplication, chosen: string): Promise<void> {
  await app.evaluate(({ dialog }, filePath) => {
    dialog.showOpenDialog = () => Promise.resolve({ canceled: false, filePaths: [filePath] });
  }, chosen);
}
