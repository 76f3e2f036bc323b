import { type KeyboardEvent, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from '../../ui/plain/button';
import classes from './hold-button.module.css';
import { useHold } from './use-hold';

interface HoldButtonProps {
  readonly label: string;
  /** What a screen reader asks instead of having something held. */
  readonly question: string;
  readonly onHeld: () => void;
}

/**
 * Does what must not happen by a slip of the thumb. Held for a second by finger, mouse, Enter or space; who cannot hold,
 * because a screen reader or a switch presses for them, is asked once more instead.
 */
export function HoldButton({ label, question, onHeld }: HoldButtonProps) {
  const { t } = useTranslation('gate');
  const { t: common } = useTranslation();
  const { progress, begin, end } = useHold(onHeld);
  const [isAsking, setIsAsking] = useState(false);
  /** Whether a finger, a mouse or a key has just been on it: then the click that follows is no wish of its own. */
  const wasTouched = useRef(false);

  function onKey(event: KeyboardEvent, act: () => void) {
    if (event.key !== 'Enter' && event.key !== ' ') return;
    event.preventDefault();
    if (!event.repeat) act();
  }

  if (isAsking) {
    return (
      <div className={classes.question} role="group" aria-label={question}>
        <p>{question}</p>
        <Button variant="default" onClick={() => setIsAsking(false)}>
          {common('cancel')}
        </Button>
        <Button autoFocus onClick={onHeld}>
          {t('lookUp.confirm')}
        </Button>
      </div>
    );
  }
  return (
    <button
      type="button"
      className={classes.hold}
      data-holding={progress > 0}
      onPointerDown={(event) => {
        if (event.button !== 0) return;
        wasTouched.current = true;
        begin();
      }}
      onPointerUp={end}
      onPointerLeave={end}
      onPointerCancel={end}
      onBlur={end}
      onKeyDown={(event) => onKey(event, begin)}
      onKeyUp={(event) => onKey(event, end)}
      onContextMenu={(event) => event.preventDefault()}
      onClick={() => {
        if (!wasTouched.current) setIsAsking(true);
        wasTouched.current = false;
      }}
    >
      <span className={classes.fill} style={{ inlineSize: `${progress * 100}%` }} aria-hidden />
      <span className={classes.label}>{progress > 0 ? t('lookUp.holding') : label}</span>
    </button>
  );
}
