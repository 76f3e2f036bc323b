import type { App, WebContents } from 'electron';
import { isDeskUrl } from './app-protocol';

/** No window, now or later, leaves the desk's own pages, opens another window or hosts a foreign page. */
export function confineNavigation(app: App): void {
  app.on('web-contents-created', (_event, contents) => confine(contents));
}

function confine(contents: WebContents): void {
  contents.setWindowOpenHandler(() => ({ action: 'deny' }));
  contents.on('will-attach-webview', (event) => event.preventDefault());
  contents.on('will-navigate', (event) => {
    if (!isDeskUrl(event.url)) event.preventDefault();
  });
  contents.on('will-frame-navigate', (event) => {
    if (!isDeskUrl(event.url)) event.preventDefault();
  });
  contents.on('will-redirect', (event) => {
    if (!isDeskUrl(event.url)) event.preventDefault();
  });
}
