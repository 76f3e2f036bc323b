import { IconLogout, IconSearch, IconStethoscope } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { Button } from '../ui/plain/button';
import { COLOUR_SCHEMES, setColourScheme, useColourScheme } from './colour-scheme';
import type { GateStatus } from './gate-api';
import classes from './gate-menu.module.css';
import { Sheet } from './sheet';
import type { View } from './use-view';

interface GateMenuProps {
  readonly device: NonNullable<GateStatus['device']>;
  readonly eventName: string | null;
  readonly onClose: () => void;
  readonly onOpen: (view: Exclude<View, 'scan'>) => void;
  readonly onLeave: () => void;
}

export function GateMenu({ device, eventName, onClose, onOpen, onLeave }: GateMenuProps) {
  const { t } = useTranslation('gate');
  const { t: common } = useTranslation();
  const current = useColourScheme();
  return (
    <Sheet title={t('menu.title')} onClose={onClose}>
      <nav className={classes.list} aria-label={t('menu.title')}>
        <button type="button" className={classes.item} onClick={() => onOpen('look-up')}>
          <IconSearch size={24} aria-hidden />
          {t('menu.lookUp')}
        </button>
        <button type="button" className={classes.item} onClick={() => onOpen('self-test')}>
          <IconStethoscope size={24} aria-hidden />
          {t('menu.selfTest')}
        </button>
        <button type="button" className={classes.item} data-danger onClick={onLeave}>
          <IconLogout size={24} aria-hidden />
          {t('menu.leave')}
        </button>
      </nav>
      <fieldset className={classes.schemes}>
        <legend>{t('menu.colours')}</legend>
        {COLOUR_SCHEMES.map((scheme) => (
          <label key={scheme}>
            <input type="radio" name="scheme" checked={scheme === current} onChange={() => setColourScheme(scheme)} />
            <span>{t(`menu.scheme.${scheme}`)}</span>
          </label>
        ))}
      </fieldset>
      <dl className={classes.facts} aria-label={t('menu.about')}>
        <dt>{t('menu.name')}</dt>
        <dd>{device.name}</dd>
        <dt>{t('menu.responsible')}</dt>
        <dd>{device.responsibleName}</dd>
        {eventName !== null && (
          <>
            <dt>{t('menu.event')}</dt>
            <dd>{eventName}</dd>
          </>
        )}
      </dl>
      <Button variant="default" onClick={onClose}>
        {common('close')}
      </Button>
    </Sheet>
  );
}
