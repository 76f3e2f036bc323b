import { render } from '@testing-library/react';
import { vi } from 'vitest';
import { GateApp } from '../../../src-renderer/gate/gate-app';
import type { GateLink } from '../../../src-renderer/gate/gate-link';
import { type OpenedGate, openGate } from '../../../src-renderer/gate/open-gate';
import { startTranslations } from '../../../src-renderer/translations/i18n';
import { phoneWords } from '../../../src-renderer/translations/phone-words';
import type { FakeDesk } from './fake-desk';

startTranslations(['en'], phoneWords);

const links: GateLink[] = [];

export interface RenderedGate extends OpenedGate {
  /** Where the page wanted to go. */
  readonly gone: string[];
  /** What it put in place of its address, and what had been asked of the desk by then. */
  readonly replaced: { readonly url: string; readonly asked: number }[];
}

/** A phone's whole page as it is opened at an address. */
export async function renderGate(desk: FakeDesk, address = '/gate'): Promise<RenderedGate> {
  const { pathname, hash } = new URL(address, 'https://192.168.1.5:8443');
  const gone: string[] = [];
  const replaced: RenderedGate['replaced'] = [];
  const asked = () => desk.callsOf('gate.join').length;
  const gate = await openGate(
    { pathname, hash, assign: (url) => void gone.push(String(url)) },
    { replaceState: (_state, _title, url) => void replaced.push({ url: String(url), asked: asked() }) },
    desk.call,
  );
  links.push(gate.link);
  render(<GateApp gate={gate} />);
  return { ...gate, gone, replaced };
}

export function stopLinks(): void {
  for (const link of links.splice(0)) link.stop();
  vi.restoreAllMocks();
  vi.unstubAllGlobals();
}
