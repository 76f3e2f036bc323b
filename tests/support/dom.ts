import { cleanup } from '@testing-library/react';
import { afterEach } from 'vitest';

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

afterEach(cleanup);
