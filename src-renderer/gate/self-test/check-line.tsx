import { IconAlertTriangle, IconCircleCheck, IconCircleDashed, IconCircleMinus } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { useMoments } from '../../format/use-moments';
import type { CheckName, CheckReport } from './finding';
import classes from './self-test.module.css';

interface CheckLineProps {
  readonly check: CheckName;
  /** Undefined until it has run. */
  readonly report: CheckReport | undefined;
  readonly isRunning: boolean;
}

const ICONS = {
  passed: IconCircleCheck,
  failed: IconAlertTriangle,
  absent: IconCircleMinus,
  running: IconCircleDashed,
  waiting: IconCircleDashed,
} as const;

export function CheckLine({ check, report, isRunning }: CheckLineProps) {
  const { t } = useTranslation('gate');
  const { number } = useMoments();
  const state = report?.result ?? (isRunning ? 'running' : 'waiting');
  const Icon = ICONS[state];
  const measured = report?.measuredMs ?? null;
  return (
    <li className={classes.check} data-state={state}>
      <Icon size={26} aria-hidden />
      <div>
        <p className={classes.name}>
          {t(`selfTest.checks.${check}.name`)}
          <span className={classes.result}>{t(`selfTest.result.${state}`)}</span>
        </p>
        {report && <p>{t(`selfTest.checks.${check}.${report.result}`)}</p>}
        {report && (measured !== null || report.detail !== '') && (
          <p className={classes.detail} data-numbers>
            {[report.detail, measured !== null && t('selfTest.measured', { ms: number(round(measured)) })]
              .filter(Boolean)
              .join(' · ')}
          </p>
        )}
      </div>
    </li>
  );
}

/** Below ten milliseconds one digit behind the point still says something. */
function round(milliseconds: number): number {
  return Math.abs(milliseconds) < 10 ? Math.round(milliseconds * 10) / 10 : Math.round(milliseconds);
}
