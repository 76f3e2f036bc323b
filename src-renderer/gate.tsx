import { loadOrReload } from './load-or-reload';
import { installTrustedTypes } from './trusted-types';

// Rules before everything that has to keep them: the page itself is loaded only now.
installTrustedTypes();
const { startGate } = await loadOrReload(() => import('./gate/start-gate'));
await startGate();
