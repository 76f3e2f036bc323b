import { Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { useMoments } from '../format/use-moments';
import { When } from '../ui/when';
import type { Status } from './backup-types';
import classes from './backups.module.css';
import { useAgo } from './use-ago';

interface BackupFactsProps {
  readonly status: Status;
  readonly now: number;
}

/** When, where and what else. */
export function BackupFacts({ status, now }: BackupFactsProps) {
  const { t } = useTranslation('backups');
  const ago = useAgo(now);
  const { dateTime, shortTime } = useMoments();
  const { next, folder, journal, csv } = status;

  function journalWords(): string {
    if (journal.state === 'store') return t('facts.journalStates.store');
    if (journal.state === 'behind') {
      return t('facts.journalStates.behind', { when: journal.since === null ? '' : shortTime(journal.since) });
    }
    if (journal.second === 'ok') return t('facts.journalStates.okBoth');
    return t(journal.second === 'away' ? 'facts.journalStates.okHere' : 'facts.journalStates.ok');
  }

  return (
    <dl className={classes.facts}>
      <div>
        <dt>{t('facts.next')}</dt>
        <dd>
          <When at={next.hourly} show="shortTime" />
          <Text size="sm" c="dimmed" fw={400}>
            {t('facts.nextDaily', { when: dateTime(next.daily) })}
          </Text>
        </dd>
      </div>
      <div>
        <dt>{t('facts.journal')}</dt>
        <dd>
          {journalWords()}
          <Text size="sm" c="dimmed" fw={400}>
            {t(journal.state === 'store' ? 'facts.journalStoreNote' : 'facts.journalNote')}
          </Text>
        </dd>
      </div>
      <div>
        <dt>{t('facts.csv')}</dt>
        <dd>
          {csv.files === 0 ? t('facts.csvNone') : t('facts.csvFiles', { count: csv.files })}
          <Text size="sm" c="dimmed" fw={400}>
            {csv.lastAt === null ? t('facts.csvNote') : t('facts.csvLast', { ago: ago(csv.lastAt) })}
          </Text>
        </dd>
      </div>
      <div data-wide>
        <dt>{t('facts.where')}</dt>
        <dd className={classes.folder}>{folder}</dd>
      </div>
    </dl>
  );
}
