import type { Page } from '@playwright/test';

/** A desk with somebody in front of it: the window of the desktop, or a browser and the office that it visits. */
export interface Desk {
  /** The page in front of the person. Another one after `restart`. */
  readonly page: Page;
  /** What the console shows where the office is set up over the network; null at the desk's own window. */
  readonly setUpCode: string | null;
  /** Ends everything in order and starts it again on the same event. @param camera a clip that the camera then sees */
  restart(how?: { readonly camera?: string }): Promise<void>;
  /** The page as it goes to the printer, as a PDF. */
  printToPdf(): Promise<Buffer>;
  /** The file that an action on the page saves. */
  saved(action: () => Promise<void>): Promise<SavedFile>;
  close(): Promise<void>;
}

export interface SavedFile {
  readonly name: string;
  readonly content: Buffer;
}

/** Of Chromium, in Electron too: a camera that plays a clip over and over. */
export function cameraSwitches(clip: string | undefined): string[] {
  return [
    '--use-fake-device-for-media-stream',
    ...(clip === undefined ? [] : [`--use-file-for-fake-video-capture=${clip}`]),
  ];
}

/** A sheet as the printers of the world know it, not the one that the printer's driver would choose. */
export const AS_THE_PAGE_SAYS = { preferCSSPageSize: true, printBackground: true } as const;
