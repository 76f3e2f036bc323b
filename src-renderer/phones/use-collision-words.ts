import { useTranslation } from 'react-i18next';
import type { Collision } from '../../src-shared/contract/scans';
import { fromInstant } from '../../src-shared/moment';
import { useDuration } from '../format/use-duration';
import { useMoments } from '../format/use-moments';
import { useShownName } from '../format/use-shown-name';

/** One pass that was let in by mistake, in sentences. */
export function useCollisionWords() {
  const { t } = useTranslation('collisions');
  const { shortTime } = useMoments();
  const duration = useDuration();
  const shownName = useShownName();

  return {
    /** Of the holders, as far as the code says. */
    who({ name1, name2 }: Collision): string {
      if (name1 === null) return t('unknown');
      return name2 === null ? shownName(name1) : t('two', { first: name1, second: name2 });
    },
    recorded({ recordedAt, gate, by }: Collision): string {
      const when = shortTime(recordedAt);
      return gate === '' ? t('recordedNowhere', { when, by }) : t('recorded', { when, gate, by });
    },
    why({ reason, firstAdmission }: Collision): string {
      if (reason !== 'already-used') return t(`reasons.${reason}`);
      if (!firstAdmission) return t('reasons.already-used-unknown');
      const { at, byName: by, desk } = firstAdmission;
      const when = shortTime(at);
      return desk
        ? t('reasons.already-used', { when, gate: desk, by })
        : t('reasons.already-used-nowhere', { when, by });
    },
    heard({ recordedAt, raisedAt }: Collision): string {
      const late = duration(fromInstant(raisedAt) - fromInstant(recordedAt));
      return t('heard', { when: shortTime(raisedAt), late });
    },
    /** All of those that wait in one sentence. */
    waiting(collisions: readonly Collision[]): string {
      const count = collisions.length;
      const isTwice = collisions.every(({ reason }) => reason === 'already-used');
      return isTwice ? t('strip.twice', { count }) : t('strip.refused', { count });
    },
  };
}
