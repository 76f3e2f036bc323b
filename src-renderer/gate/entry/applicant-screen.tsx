import { useTranslation } from 'react-i18next';
import { useGate } from '../gate-context';
import { useGateLink } from '../use-gate-link';
import classes from './entry.module.css';
import { EntryScreen } from './entry-screen';

/** @param props.check four digits that the desk compares */
export function ApplicantScreen({ check }: { readonly check: string }) {
  const { t } = useTranslation('gate');
  const { reachable } = useGateLink(useGate().link);
  const digits = `${check.slice(0, 2)} ${check.slice(2)}`;
  return (
    <EntryScreen title={t('applicant.title')}>
      <p className={classes.digits} aria-hidden>
        {digits}
      </p>
      {/* Read digit by digit. */}
      <p className="visually-hidden">{t('applicant.label', { digits: check.split('').join(' ') })}</p>
      <p className={classes.waiting} role="status">
        {t(reachable === false ? 'lost.title' : 'applicant.waiting')}
      </p>
      <p className={classes.faint}>{t(reachable === false ? 'lost.wifi' : 'applicant.body')}</p>
    </EntryScreen>
  );
}
