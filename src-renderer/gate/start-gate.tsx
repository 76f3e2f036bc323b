import '../theme/phone.css';
import '../theme/global.css';
import { createRoot } from 'react-dom/client';
import { startTranslations } from '../translations/i18n';
import { phoneWords } from '../translations/phone-words';
import { startColourScheme } from './colour-scheme';
import { GateApp } from './gate-app';
import { openGate } from './open-gate';

export async function startGate(): Promise<void> {
  const root = document.getElementById('root');
  if (!root) throw new Error('gate.html has no #root');
  startColourScheme();
  startTranslations(navigator.languages, phoneWords);
  const gate = await openGate(window.location, window.history);
  createRoot(root).render(<GateApp gate={gate} />);
}
