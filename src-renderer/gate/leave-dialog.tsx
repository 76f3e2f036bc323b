import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Refusal } from '../../src-shared/contract/operation';
import { Button } from '../ui/plain/button';
import { useGate } from './gate-context';
import { Notice } from './notice';
import { Sheet } from './sheet';
import { useGateLink } from './use-gate-link';

/** The phone's own wish to be signed off. When it is, the link wipes what the phone keeps, and this is gone with it. */
export function LeaveDialog({ onClose }: { readonly onClose: () => void }) {
  const { t } = useTranslation('gate');
  const { link } = useGate();
  const { reachable, reported } = useGateLink(link);
  const [isPending, setIsPending] = useState(false);
  const [refusal, setRefusal] = useState<Refusal | null>(null);
  const isLost = reachable === false;
  const kept = reported.queue + reported.stuck;

  async function leave() {
    setIsPending(true);
    setRefusal(null);
    const reply = await link.api['gate.leave']({});
    setIsPending(false);
    if (!reply.ok) setRefusal(reply);
  }

  return (
    <Sheet title={t('leave.title')} onClose={onClose}>
      <p>{t('leave.body')}</p>
      {kept > 0 && <Notice>{t('leave.lost', { count: kept })}</Notice>}
      {isLost && <Notice>{t('leave.unreachable')}</Notice>}
      {refusal && !isLost && <Notice>{t('leave.failed')}</Notice>}
      <Button variant="default" data-autofocus onClick={onClose}>
        {t('leave.stay')}
      </Button>
      <Button danger loading={isPending} disabled={isLost} onClick={() => void leave()}>
        {t('leave.confirm')}
      </Button>
    </Sheet>
  );
}
