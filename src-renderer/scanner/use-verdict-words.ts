import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { fromInstant } from '../../src-shared/moment';
import { useMoments } from '../format/use-moments';
import { useShownName } from '../format/use-shown-name';
import type { JudgedScan, LocalVerdict, RefusedScan, Verdict } from './verdict-types';

type KnownHere = Extract<LocalVerdict, { readonly kind: 'known-here' }>;

/** Sentences that the panel shows and a screen reader hears. */
export function useVerdictWords() {
  const { t } = useTranslation('scanner');
  const { t: errors } = useTranslation('errors');
  const format = useMoments();
  const shownName = useShownName();

  return useMemo(() => {
    const list = new Intl.ListFormat(format.language, { type: 'conjunction' });
    const relative = new Intl.RelativeTimeFormat(format.language, { numeric: 'always' });

    function names({ pass }: JudgedScan): string {
      return pass === null ? '' : list.format([shownName(pass.name1), ...(pass.name2 === null ? [] : [pass.name2])]);
    }

    /** @param seconds between the first use and now */
    function ago(seconds: number): string {
      if (seconds < 10) return t('firstUse.seconds');
      if (seconds < 60) return relative.format(-Math.floor(seconds), 'second');
      if (seconds < 3_600) return relative.format(-Math.floor(seconds / 60), 'minute');
      if (seconds < 86_400) return relative.format(-Math.floor(seconds / 3_600), 'hour');
      return relative.format(-Math.floor(seconds / 86_400), 'day');
    }

    function firstUse({ firstAdmission, at }: RefusedScan) {
      if (!firstAdmission) return null;
      const { byName, desk } = firstAdmission;
      const seconds = Math.max(0, (fromInstant(at) - fromInstant(firstAdmission.at)) / 1_000);
      const when = seconds < 43_200 ? format.time(firstAdmission.at) : format.dateTime(firstAdmission.at);
      return {
        seconds,
        facts:
          desk === null ? t('firstUse.by', { when, name: byName }) : t('firstUse.byAt', { when, name: byName, desk }),
      };
    }

    function firstHere({ how, at, now }: KnownHere) {
      const seconds = Math.max(0, (fromInstant(now) - fromInstant(at)) / 1_000);
      return { seconds, facts: t(`knownHere.${how}`, { when: format.time(at) }) };
    }

    /** The whole verdict as it is read out. */
    function spoken(verdict: Verdict): string {
      switch (verdict.kind) {
        case 'admitted': {
          const { pass } = verdict.outcome;
          return t('spoken.admitted', { count: pass.admits, names: names(verdict.outcome), type: pass.passTypeLabel });
        }
        case 'refused': {
          const { outcome } = verdict;
          const use = firstUse(outcome);
          const details = use ? `${ago(use.seconds)}. ${use.facts}.` : t(`refused.${outcome.reason}.body`);
          return t('spoken.refused', { title: t(`refused.${outcome.reason}.title`), details });
        }
        case 'recorded':
          return t('spoken.recorded');
        case 'known-here':
          return t('spoken.refused', { title: t('knownHere.title'), details: firstHere(verdict).facts });
        case 'no-pass':
          return t('spoken.refused', { title: t('noPass.title'), details: t('noPass.body') });
        case 'no-answer':
          return t('spoken.noAnswer');
        case 'not-judged':
          return t('spoken.notJudged', { reason: errors(`titles.${verdict.refusal.code}`) });
      }
    }

    return { names, ago, firstUse, firstHere, spoken };
  }, [t, errors, format, shownName]);
}
