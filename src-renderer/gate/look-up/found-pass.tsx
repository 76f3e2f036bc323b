import { IconBan, IconCircleCheck, IconClock } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { useMoments } from '../../format/use-moments';
import { useShownName } from '../../format/use-shown-name';
import { HoldButton } from './hold-button';
import classes from './look-up.module.css';
import type { Found } from './use-look-up';

interface FoundPassProps {
  readonly pass: Found['passes'][number];
  /** False while the desk is out of reach. */
  readonly canAdmit: boolean;
  readonly onAdmit: (passId: string) => void;
}

const ICONS = { 'to-come': IconClock, admitted: IconCircleCheck, cancelled: IconBan } as const;

/** What the gate needs to tell one person from another, and no more. */
export function FoundPass({ pass, canAdmit, onAdmit }: FoundPassProps) {
  const { t } = useTranslation('gate');
  const { language, shortTime } = useMoments();
  const shownName = useShownName();
  const names = new Intl.ListFormat(language, { type: 'conjunction' }).format(
    [shownName(pass.name1), pass.name2].flatMap((name) => name || []),
  );
  const Icon = ICONS[pass.state];
  const digits = pass.maskedPhone.replace(/\D/g, '');
  return (
    <li className={classes.pass} data-state={pass.state}>
      <h2 className={classes.names}>{names}</h2>
      <p>
        {pass.passTypeLabel} · {t('lookUp.people', { count: pass.admits })}
        {pass.timing && ` · ${pass.timing}`}
      </p>
      <p>
        <span aria-hidden data-numbers>
          {t('lookUp.phone', { phone: pass.maskedPhone })}
        </span>
        <span className="visually-hidden">{t('lookUp.phoneEnds', { digits: digits.split('').join(' ') })}</span>
      </p>
      <p className={classes.state}>
        <Icon size={22} aria-hidden />
        {pass.state === 'admitted' && pass.admittedAt
          ? t('lookUp.state.admittedSince', { when: shortTime(pass.admittedAt) })
          : t(`lookUp.state.${pass.state}`)}
      </p>
      {pass.state === 'to-come' && canAdmit && (
        <HoldButton
          label={t('lookUp.hold', { count: pass.admits })}
          question={t('lookUp.confirmQuestion', { count: pass.admits, name: names })}
          onHeld={() => onAdmit(pass.passId)}
        />
      )}
    </li>
  );
}
