import '@mantine/core/styles.layer.css';
import '@mantine/notifications/styles.layer.css';
import './theme/global.css';
import './theme/print.css';
import { createRoot } from 'react-dom/client';
import { call } from './api/call';
import { App } from './app';
// Looks at what was kept before anything changes the address.
import './errors/kept-in-window';
import { deskWords } from './translations/desk-words';
import { startTranslations } from './translations/i18n';

/** @param styleNonce lets the style elements that components make past the content security policy */
export function startDesk(styleNonce: string): void {
  const root = document.getElementById('root');
  if (!root) throw new Error('desk.html has no #root');
  startTranslations(navigator.languages, deskWords);
  createRoot(root).render(<App call={call} styleNonce={styleNonce} />);
}
