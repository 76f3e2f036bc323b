import { useTranslation } from 'react-i18next';
import { useGate } from './gate-context';
import { Notice } from './notice';
import { useGateLink } from './use-gate-link';

/** Nothing can be judged while the desk has no key, and it is nobody's fault at the gate. */
export function KeysNotice() {
  const { t } = useTranslation('gate');
  const { status } = useGateLink(useGate().link);
  if (status?.keys !== 'locked' && status?.keys !== 'missing') return null;
  return <Notice>{t(`keys.${status.keys}`)}</Notice>;
}
