import { IconMenu2 } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { useMoments } from '../format/use-moments';
import { IconButton } from '../ui/plain/button';
import type { GateStatus } from './gate-api';
import { useGate } from './gate-context';
import { LinkChip } from './link-chip';
import classes from './top-bar.module.css';
import { useGateLink } from './use-gate-link';

interface TopBarProps {
  readonly name: string;
  readonly figures: GateStatus['figures'];
  readonly onMenu: () => void;
}

/** Which gate this is, whether the desk answers, and how full it is. */
export function TopBar({ name, figures, onMenu }: TopBarProps) {
  const { t } = useTranslation('gate');
  const { reachable, latencyMs, reported } = useGateLink(useGate().link);
  const here = figures?.gates.find(({ gate }) => gate === name)?.people ?? 0;
  return (
    <header className={classes.bar}>
      <h1 className={classes.name}>{name}</h1>
      <IconButton className={classes.menu ?? ''} label={t('menu.open')} onClick={onMenu}>
        <IconMenu2 size={26} aria-hidden />
      </IconButton>
      <LinkChip reachable={reachable} latencyMs={latencyMs} />
      <dl className={classes.figures} aria-label={t('figures.label')}>
        {figures && <Figure value={figures.inside} words={t('figures.inside')} />}
        {figures && <Figure value={here} words={t('figures.here')} />}
        {reported.queue > 0 && <Figure value={reported.queue} words={t('figures.queue')} isUrgent />}
        {reported.stuck > 0 && <Figure value={reported.stuck} words={t('figures.stuck')} isUrgent />}
      </dl>
    </header>
  );
}

interface FigureProps {
  readonly value: number;
  readonly words: string;
  readonly isUrgent?: boolean;
}

function Figure({ value, words, isUrgent = false }: FigureProps) {
  const { number } = useMoments();
  return (
    <div data-urgent={isUrgent}>
      <dt>{words}</dt>
      <dd data-numbers>{number(value)}</dd>
    </div>
  );
}
