import { Alert, Stack, Text } from '@mantine/core';
import { IconAlertTriangle, IconCircleCheck } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { useMoments } from '../format/use-moments';
import type { Missing, Verdict } from './missing';
import type { Trial } from './restore-types';

interface VerdictAlertProps {
  readonly trial: Trial;
  readonly verdict: Verdict;
}

/** Whether something would be missing afterwards, what, and what that would mean at the gate. */
export function VerdictAlert({ trial, verdict }: VerdictAlertProps) {
  const { t } = useTranslation('restore');
  const isGood = verdict.kind === 'nothing';
  return (
    <Alert
      color={isGood ? 'teal' : verdict.kind === 'another' ? 'marigold' : 'red'}
      icon={isGood ? <IconCircleCheck aria-hidden /> : <IconAlertTriangle aria-hidden />}
      title={t(`look.verdict.${verdict.kind}`)}
    >
      <Stack gap={6}>
        {verdict.kind === 'another' && (
          <Text>{t('look.another', { current: verdict.current, other: trial.holds.eventName })}</Text>
        )}
        <JournalWords trial={trial} isGood={isGood} />
        {'missing' in verdict && <MissingWords missing={verdict.missing} />}
      </Stack>
    </Alert>
  );
}

/** What the journal adds, and where it ends. */
function JournalWords({ trial, isGood }: { readonly trial: Trial; readonly isGood: boolean }) {
  const { t } = useTranslation('restore');
  const { dateTime, number } = useMoments();
  const { journal, current } = trial;
  const adds = journal.sales > 0 || journal.admissions > 0;
  return (
    <>
      {adds && journal.until !== null && (
        <Text>
          {t('look.adds', {
            sales: t('look.sales', { count: journal.sales, number: number(journal.sales) }),
            admissions: t('look.admissions', { count: journal.admissions, number: number(journal.admissions) }),
            until: dateTime(journal.until),
          })}
        </Text>
      )}
      {!adds && journal.state === 'complete' && <Text>{t('look.addsNothing')}</Text>}
      {isGood && current !== null && <Text>{t('look.asOpen')}</Text>}
      {!isGood && journal.state === 'ends-early' && <Text>{t(adds ? 'look.endsEarly' : 'look.endsEarlyAtOnce')}</Text>}
      {!isGood && journal.state === 'none' && <Text>{t('look.none')}</Text>}
    </>
  );
}

function MissingWords({ missing }: { readonly missing: Missing | null }) {
  const { t } = useTranslation('restore');
  const { number } = useMoments();
  return (
    <>
      {missing && (missing.passes > 0 || missing.admitted > 0) && (
        <Text fw={650}>
          {t('look.lost', {
            passes: t('look.lostPasses', { count: missing.passes, number: number(missing.passes) }),
            admissions: t('look.admissions', { count: missing.admitted, number: number(missing.admitted) }),
          })}
        </Text>
      )}
      <Text>{t('look.consequence')}</Text>
    </>
  );
}
