import './gate-styles';
import { createRoot } from 'react-dom/client';
import { startTranslations } from '../translations/i18n';
import { phoneWords } from '../translations/phone-words';
import { GateApp } from './gate-app';
import { openGate } from './open-gate';

/** @param styleNonce lets the style elements that components make past the content security policy */
export async function startGate(styleNonce: string): Promise<void> {
  const root = document.getElementById('root');
  if (!root) throw new Error('gate.html has no #root');
  startTranslations(navigator.languages, phoneWords);
  const gate = await openGate(window.location, window.history);
  createRoot(root).render(<GateApp gate={gate} styleNonce={styleNonce} />);
}
