import '@mantine/core/styles.css';
import '@mantine/notifications/styles.css';
import './theme/global.css';
import './theme/print.css';
import { createRoot } from 'react-dom/client';
import { call } from './api/call';
import { App } from './app';
import { readStyleNonce, shareStyleNonce } from './style-nonce';
import { startTranslations } from './translations/i18n';
import { installTrustedTypes } from './trusted-types';

installTrustedTypes();
const styleNonce = readStyleNonce();
shareStyleNonce(styleNonce);
startTranslations(navigator.languages);

const root = document.getElementById('root');
if (!root) throw new Error('desk.html has no #root');
createRoot(root).render(<App call={call} styleNonce={styleNonce} />);
