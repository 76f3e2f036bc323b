import type { App, WebContents } from 'electron';
import { isWithin } from './desk-origin';

/** No window, now or later, leaves the desk's own pages, opens another window or hosts a foreign page. */
export function confineNavigation(app: App, origin: string): void {
  app.on('web-contents-created', (_event, contents) => confine(contents, origin));
}

function confine(contents: WebContents, origin: string): void {
  contents.setWindowOpenHandler(() => ({ action: 'deny' }));
  contents.on('will-attach-webview', (event) => event.preventDefault());
  contents.on('will-navigate', (event) => {
    if (!isWithin(origin, event.url)) event.preventDefault();
  });
  contents.on('will-frame-navigate', (event) => {
    if (!isWithin(origin, event.url)) event.preventDefault();
  });
  contents.on('will-redirect', (event) => {
    if (!isWithin(origin, event.url)) event.preventDefault();
  });
}
