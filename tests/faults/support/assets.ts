import type { Assets } from '../../../src-main/transports/assets';

/** In the place of `loadAssets`: nobody asks for a page, so none has to be built. */
export async function loadAssets(): Promise<Assets> {
  return { file: () => null, page: () => ({ headers: {}, body: Buffer.alloc(0) }) };
}
