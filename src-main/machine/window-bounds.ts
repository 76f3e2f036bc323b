import { z } from 'zod';
import { readEarly } from './read-early';

export const WindowBounds = z.strictObject({
  x: z.int().exactOptional(),
  y: z.int().exactOptional(),
  width: z.int().min(200).max(20_000),
  height: z.int().min(200).max(20_000),
  maximized: z.boolean(),
});
export type WindowBounds = z.infer<typeof WindowBounds>;

export const FIRST_WINDOW: WindowBounds = { width: 1280, height: 820, maximized: false };

/** Where the window was, for one that opens before the settings of this computer do. */
export function readWindowBounds(folder: string): WindowBounds {
  return readEarly(folder, 'window', WindowBounds) ?? FIRST_WINDOW;
}
