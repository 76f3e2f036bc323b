import { firstPicture } from './first-picture';
import { loadOrReload } from './load-or-reload';
import { readStyleNonce, shareStyleNonce } from './style-nonce';
import { installTrustedTypes, refuseEval } from './trusted-types';

// Rules before everything that has to keep them: the desk itself is loaded only now.
installTrustedTypes();
refuseEval();
const styleNonce = readStyleNonce();
shareStyleNonce(styleNonce);
await firstPicture();
const { startDesk } = await loadOrReload(() => import('./start-desk'));
startDesk(styleNonce);
