import { expect, test } from 'vitest';
import { stoppedAddress, stoppedPage } from '../../../src-main/desktop/stopped-page';

const page = (again: string, start = 'app://desk/') => {
  const { headers, body } = stoppedPage(again, start);
  return { policy: headers['content-security-policy'] ?? '', text: body.toString() };
};

test('it leads back to where the window was, and to the first page', () => {
  const { text } = page('app://desk/database?search=Asha&page=2');
  expect(text).toContain('<a href="app://desk/database?search=Asha&amp;page=2" autofocus>Open the page again</a>');
  expect(text).toContain('<a href="app://desk/">Go to the first page</a>');
});

test('nothing in it runs, and only its own style applies', () => {
  const { text, policy } = page('app://desk/');
  expect(text).not.toMatch(/<script|<link|<img|\son\w+=|\sstyle=/);
  expect(policy).toMatch(/^default-src 'none';/);
  const [, nonce] = /style-src 'nonce-([\w-]+)'/.exec(policy) ?? [];
  expect(text).toContain(`<style nonce="${nonce}">`);
  expect(policy).not.toContain('script-src');
});

test('an address is text in it, whatever it says', () => {
  const { text } = page('app://desk/"><script>alert(1)</script>');
  expect(text).not.toContain('<script>');
});

test('the address that it was is kept in its own, whatever it says', () => {
  const address = 'app://desk/database?search=a&b=c#d';
  expect(new URL(stoppedAddress('app://desk', address)).searchParams.get('to')).toBe(address);
});
