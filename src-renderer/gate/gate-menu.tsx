import { IconLogout, IconSearch, IconStethoscope } from '@tabler/icons-react';
import { Fragment } from 'react';
import { useTranslation } from 'react-i18next';
import { useMoments } from '../format/use-moments';
import { Button } from '../ui/plain/button';
import { COLOUR_SCHEMES, setColourScheme, useColourScheme } from './colour-scheme';
import type { GateStatus } from './gate-api';
import classes from './gate-menu.module.css';
import { Sheet } from './sheet';
import type { View } from './use-view';

interface GateMenuProps {
  readonly device: NonNullable<GateStatus['device']>;
  readonly eventName: string | null;
  /** Null while the desk has told none. */
  readonly figures: GateStatus['figures'];
  readonly onClose: () => void;
  readonly onOpen: (view: Exclude<View, 'scan'>) => void;
  readonly onLeave: () => void;
}

export function GateMenu({ device, eventName, figures, onClose, onOpen, onLeave }: GateMenuProps) {
  const { t } = useTranslation('gate');
  const { t: common } = useTranslation();
  const { number } = useMoments();
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
      {figures && figures.gates.length > 0 && (
        <section aria-labelledby="gates">
          <h3 id="gates" className={classes.title}>
            {t('menu.gates')}
          </h3>
          <dl className={classes.facts}>
            {figures.gates.map(({ gate, people }) => (
              <Fragment key={gate}>
                <dt>{gate || t('menu.elsewhere')}</dt>
                <dd data-numbers>{t('menu.people', { count: people, people: number(people) })}</dd>
              </Fragment>
            ))}
          </dl>
        </section>
      )}
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
