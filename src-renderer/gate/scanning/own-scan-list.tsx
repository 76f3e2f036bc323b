import { useTranslation } from 'react-i18next';
import { toInstant } from '../../../src-shared/moment';
import { useShownName } from '../../format/use-shown-name';
import { VerdictMark } from '../../scanner/verdict-mark';
import type { VerdictTone } from '../../scanner/verdict-types';
import { When } from '../../ui/when';
import classes from './gate-scanner.module.css';
import type { OwnScan } from './own-scans';

/** The last scans of this phone, so that a volunteer can look back at the last person. */
export function OwnScans({ own }: { readonly own: readonly OwnScan[] }) {
  const { t } = useTranslation('gateScanning');
  return (
    <section className={classes.own} aria-labelledby="own-scans">
      <h2 id="own-scans">{t('own.title')}</h2>
      {own.length === 0 && <p className={classes.note}>{t('own.none')}</p>}
      <ol>
        {own.map((scan) => (
          <Line key={scan.scanId} scan={scan} />
        ))}
      </ol>
    </section>
  );
}

function Line({ scan }: { readonly scan: OwnScan }) {
  const { t } = useTranslation('gateScanning');
  const shownName = useShownName();
  const { result, wasRecorded, people } = scan;
  const isConfirmed = result === 'admitted' && wasRecorded;
  return (
    <li data-tone={toneOfResult(result)}>
      <VerdictMark tone={toneOfResult(result)} size={24} className={classes.ownMark} />
      <span>
        <strong>{scan.name === null ? t('own.pass') : shownName(scan.name)}</strong>
        <span>
          {t(`own.results.${isConfirmed ? 'confirmed' : result}`)}
          {people !== null && ` · ${t('own.people', { count: people })}`}
        </span>
      </span>
      <When at={toInstant(scan.at)} show="time" />
    </li>
  );
}

function toneOfResult(result: OwnScan['result']): VerdictTone {
  return result === 'admitted' || result === 'recorded' ? result : 'refused';
}
