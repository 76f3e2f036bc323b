import { installTrustedTypes } from './trusted-types';

// Rules before everything that has to keep them: the page itself is loaded only now.
installTrustedTypes();
const { startGate } = await import('./gate/start-gate');
await startGate();
