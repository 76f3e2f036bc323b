import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Refusal } from '../../../src-shared/contract/operation';
import { TextField } from '../../ui/plain/fields';
import { useCountdown } from '../../ui/use-countdown';
import { CoverPage } from '../cover-page';
import { useGate } from '../gate-context';
import { Notice } from '../notice';
import { useGateLink } from '../use-gate-link';
import { FoundPass } from './found-pass';
import classes from './look-up.module.css';
import { type LookUpState, useLookUp } from './use-look-up';

interface LookUpPageProps {
  readonly onBack: () => void;
  /** Somebody was found and is to be let in. */
  readonly onAdmit: (passId: string) => void;
}

/** For people whose code cannot be read or is at home. */
export function LookUpPage({ onBack, onAdmit }: LookUpPageProps) {
  const { t } = useTranslation('gate');
  const { link } = useGate();
  const isLost = useGateLink(link).reachable === false;
  const [name, setName] = useState('');
  const state = useLookUp(link, name);
  return (
    <CoverPage title={t('lookUp.title')} backLabel={t('lookUp.back')} onBack={onBack}>
      {isLost && <Notice>{t('lookUp.unreachable')}</Notice>}
      <TextField
        type="search"
        label={t('lookUp.label')}
        description={t('lookUp.hint')}
        value={name}
        onChange={(event) => setName(event.currentTarget.value)}
        maxLength={80}
        autoFocus
        autoComplete="off"
        autoCapitalize="words"
        autoCorrect="off"
        spellCheck={false}
        enterKeyHint="search"
      />
      <p role="status" className={classes.told}>
        {isLost ? '' : <Told state={state} />}
      </p>
      {state.kind === 'found' && state.found.passes.length > 0 && (
        <>
          <p className={classes.ask}>{t('lookUp.ask')}</p>
          <ul className={classes.passes}>
            {state.found.passes.map((pass) => (
              <FoundPass key={pass.passId} pass={pass} canAdmit={!isLost} onAdmit={onAdmit} />
            ))}
          </ul>
        </>
      )}
    </CoverPage>
  );
}

/** How the looking goes, as it is read out. */
function Told({ state }: { readonly state: LookUpState }) {
  const { t } = useTranslation('gate');
  switch (state.kind) {
    case 'idle':
      return null;
    case 'searching':
      return t('lookUp.searching');
    case 'found': {
      const { passes, more } = state.found;
      if (passes.length === 0) return t('lookUp.none');
      return more ? t('lookUp.more') : t('lookUp.found', { count: passes.length });
    }
    case 'refused':
      return <Refused refusal={state.refusal} />;
  }
}

function Refused({ refusal }: { readonly refusal: Refusal }) {
  const { t } = useTranslation('gate');
  const seconds = useCountdown(refusal.retryAfterSeconds ?? 0, refusal);
  if (seconds > 0) return <span aria-live="off">{t('lookUp.slowDown', { count: seconds })}</span>;
  if (refusal.code === 'invalid-input') return t('lookUp.hint');
  if (refusal.code === 'unreachable') return t('lookUp.unreachable');
  return t('lookUp.failed');
}
