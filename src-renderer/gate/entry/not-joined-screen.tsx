import { useTranslation } from 'react-i18next';
import type { Refusal } from '../../../src-shared/contract/operation';
import { Button } from '../../ui/plain/button';
import { useCountdown } from '../../ui/use-countdown';
import { useGate } from '../gate-context';
import { useGateLink } from '../use-gate-link';
import { EntryScreen } from './entry-screen';

/** What became of the token is said by these; after any other refusal it may still be good. */
const WORDS = ['invitation-over', 'too-many-attempts', 'unreachable'] as const;

export function NotJoinedScreen({ refusal }: { readonly refusal: Refusal }) {
  const { t } = useTranslation('gate');
  const { link, joining } = useGate();
  const { status } = useGateLink(link);
  const seconds = useCountdown(refusal.retryAfterSeconds ?? 0, refusal);
  const words = WORDS.find((code) => code === refusal.code) ?? 'other';
  return (
    <EntryScreen
      title={t('notJoined.title')}
      actions={
        <>
          {words !== 'invitation-over' && (
            <Button disabled={seconds > 0} onClick={joining.again}>
              {seconds > 0 ? t('notJoined.wait', { count: seconds }) : t('notJoined.again')}
            </Button>
          )}
          {(status?.state === 'device' || words === 'invitation-over') && (
            <Button variant="default" onClick={joining.dismiss}>
              {t(status?.state === 'device' ? 'notJoined.goOn' : 'notJoined.how')}
            </Button>
          )}
        </>
      }
    >
      <p role="alert">{t(`notJoined.${words}`)}</p>
    </EntryScreen>
  );
}
