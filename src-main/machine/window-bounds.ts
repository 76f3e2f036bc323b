import { readFileSync } from 'node:fs';
import path from 'node:path';
import { z } from 'zod';
import { MACHINE_FILE } from './machine-folder';

export const WindowBounds = z.strictObject({
  x: z.int().exactOptional(),
  y: z.int().exactOptional(),
  width: z.int().min(200).max(20_000),
  height: z.int().min(200).max(20_000),
  maximized: z.boolean(),
});
export type WindowBounds = z.infer<typeof WindowBounds>;

export const FIRST_WINDOW: WindowBounds = { width: 1280, height: 820, maximized: false };

/** Where the window was, read past the library that keeps it. */
export function readWindowBounds(folder: string): WindowBounds {
  try {
    const { window } = JSON.parse(readFileSync(path.join(folder, `${MACHINE_FILE}.json`), 'utf8')) as {
      readonly window?: unknown;
    };
    return WindowBounds.parse(window);
  } catch {
    return FIRST_WINDOW;
  }
}
