import { cleanup, configure } from '@testing-library/react';
import { afterEach } from 'vitest';

// What a test waits for comes when it comes: on a busy machine the first use of a page takes seconds.
configure({ asyncUtilTimeout: 15_000 });

// What Mantine asks a browser for and jsdom has not.
window.matchMedia = (media) => ({
  media,
  matches: false,
  onchange: null,
  addListener: () => {},
  removeListener: () => {},
  addEventListener: () => {},
  removeEventListener: () => {},
  dispatchEvent: () => false,
});
window.ResizeObserver = class {
  observe() {}
  unobserve() {}
  disconnect() {}
};
window.HTMLDialogElement.prototype.showModal = function showModal() {
  this.setAttribute('open', '');
  this.querySelector<HTMLElement>('input, button')?.focus();
};
window.HTMLDialogElement.prototype.close = function close() {
  this.removeAttribute('open');
};
window.HTMLElement.prototype.scrollIntoView = () => {};
document.adoptedStyleSheets = [];
window.CSS ??= { escape: (text: string) => text.replace(/[^\w-]/g, '\\$&') } as typeof CSS;

afterEach(cleanup);
