import { IconCamera } from '@tabler/icons-react';
import { type RefObject, useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import classes from './camera.module.css';
import type { CameraState } from './camera-controller';
import { CameraOffPanel, CameraProblemPanel, InPlaceOfPicture } from './camera-problem-panel';
import type { Reading } from './use-code-reader';
import type { VerdictTone } from './verdict-types';

interface CameraViewProps {
  readonly video: RefObject<HTMLVideoElement | null>;
  readonly state: CameraState;
  readonly reading: Reading;
  /** Of the verdict on screen: the aiming frame takes its colour. */
  readonly tone: VerdictTone | null;
  readonly onRetry: () => void;
  readonly onTurnOn: () => void;
}

/** The picture with its aiming frame, or why there is none. The video element is always there, so that it can be handed on. */
export function CameraView({ video, state, reading, tone, onRetry, onTurnOn }: CameraViewProps) {
  const { t } = useTranslation('scanner');
  const isOn = state.kind === 'on';
  const isMirrored = isOn && state.track.getSettings().facingMode === 'user';
  return (
    <div className={classes.view}>
      <video
        ref={video}
        className={classes.video}
        aria-label={t('camera.label')}
        hidden={!isOn}
        data-mirrored={isMirrored}
        autoPlay
        muted
        playsInline
      />
      {isOn && <div className={classes.aim} data-tone={tone ?? 'ready'} aria-hidden />}
      {isOn && <Status reading={reading} key={state.deviceId} />}
      {state.kind === 'asking' && (
        <InPlaceOfPicture icon={<IconCamera size={40} aria-hidden />} title={t('camera.asking')}>
          {t('camera.askingBody')}
        </InPlaceOfPicture>
      )}
      {state.kind === 'problem' && <CameraProblemPanel problem={state.problem} onRetry={onRetry} />}
      {state.kind === 'off' && <CameraOffPanel onTurnOn={onTurnOn} />}
    </div>
  );
}

const PATIENCE_MS = 4_000;

/** Says that the picture is being read, and says so no longer when it is not. */
function Status({ reading }: { readonly reading: Reading }) {
  const { t } = useTranslation('scanner');
  if (reading.broken) return <Chip trouble>{t('camera.broken')}</Chip>;
  return reading.rate > 0 ? <Chip>{t('camera.looking')}</Chip> : <NoPicture />;
}

/** Cameras take a moment to begin, so it is told only after that. */
function NoPicture() {
  const { t } = useTranslation('scanner');
  const [isLate, setIsLate] = useState(false);
  useEffect(() => {
    const timer = setTimeout(() => setIsLate(true), PATIENCE_MS);
    return () => clearTimeout(timer);
  }, []);
  return isLate ? <Chip trouble>{t('camera.noPicture')}</Chip> : null;
}

function Chip({ children, trouble = false }: { readonly children: string; readonly trouble?: boolean }) {
  return (
    <p className={classes.chip} data-trouble={trouble} role={trouble ? 'alert' : undefined}>
      {children}
    </p>
  );
}
