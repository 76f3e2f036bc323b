import type { IpcMainInvokeEvent } from 'electron';
import { expect, test } from 'vitest';
import { createDeskConnection } from '../../../src-main/desktop/desk-connection';
import { DESK_ORIGIN } from '../../../src-main/desktop/desk-origin';
import { HOSTILE_ADDRESSES, OWN_ADDRESSES } from '../../support/hostile-addresses';

function page(url: string) {
  const mainFrame = { url };
  return { mainFrame };
}

function door(url = 'app://desk/login') {
  const own = page(url);
  const settings = () => ({ deskName: 'Desk 1' });
  const { of } = createDeskConnection({ settings } as never, () => own as never, DESK_ORIGIN);
  const answers = (sender: unknown, senderFrame: unknown) => of({ sender, senderFrame } as IpcMainInvokeEvent) !== null;
  return { own, answers };
}

test('the main frame of the desk’s own page gets in', () => {
  for (const address of OWN_ADDRESSES) {
    const { own, answers } = door(address);
    expect(answers(own, own.mainFrame)).toBe(true);
  }
});

test('a frame within it, one that is gone, and every other page do not', () => {
  const { own, answers } = door();
  const other = page('app://desk/login');
  expect(answers(own, { url: 'app://desk/login' })).toBe(false);
  expect(answers(own, null)).toBe(false);
  expect(answers(other, other.mainFrame)).toBe(false);
  expect(answers(other, own.mainFrame)).toBe(false);
  expect(answers(undefined, undefined)).toBe(false);
});

test('nor does the window once it shows something else', () => {
  const admitted = HOSTILE_ADDRESSES.filter((address) => {
    const { own, answers } = door(address);
    return answers(own, own.mainFrame);
  });
  expect(admitted).toEqual([]);
});

test('nor anybody while there is no window', () => {
  const settings = () => ({ deskName: 'Desk 1' });
  const { of } = createDeskConnection({ settings } as never, () => null, DESK_ORIGIN);
  const sender = page('app://desk/');
  expect(of({ sender, senderFrame: sender.mainFrame } as never)).toBeNull();
});
