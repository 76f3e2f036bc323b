import { homedir } from 'node:os';
import { join } from 'node:path';

/** What takes long to fetch or compile is kept outside the repository, so `npm ci` and a second clone find it again. */
export const cacheFolder = join(process.env['XDG_CACHE_HOME'] || join(homedir(), '.cache'), 'epass-box-office');
