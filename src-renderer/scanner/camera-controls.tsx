import {
  IconBulb,
  IconBulbOff,
  IconVideo,
  IconVideoOff,
  IconVolume,
  IconVolumeOff,
  IconZoomIn,
} from '@tabler/icons-react';
import { type ComponentType, type ReactElement, type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { IconButton } from '../ui/plain/button';
import { Choice, Range } from '../ui/plain/fields';
import { adjustCamera } from './camera';
import classes from './camera.module.css';
import type { CameraState } from './camera-controller';

interface CameraControlsProps {
  readonly state: CameraState;
  readonly onChoose: (deviceId: string) => void;
  readonly wanted: boolean;
  readonly onWanted: (wanted: boolean) => void;
  readonly muted: boolean;
  readonly onMuted: (muted: boolean) => void;
  /** Tells those who point at a button what it does. Phones have no pointer, and no room for a library that places it. */
  readonly Hint?: Hint;
}

type Hint = ComponentType<{ readonly label: string; readonly children: ReactElement }>;

function NoHint({ children }: { readonly children: ReactNode }) {
  return children;
}

/** Under the picture: which camera, its light and zoom where it has them, and the sound of the verdicts. */
export function CameraControls(props: CameraControlsProps) {
  const { state, onChoose, wanted, onWanted, muted, onMuted, Hint = NoHint } = props;
  const { t } = useTranslation('scanner');
  return (
    <div className={classes.controls}>
      {state.kind === 'on' && state.cameras.length > 1 && (
        <Choice
          className={classes.choice ?? ''}
          label={t('camera.choose')}
          value={state.deviceId}
          onChange={(event) => onChoose(event.currentTarget.value)}
          options={state.cameras.map(({ deviceId, label }, index) => ({
            value: deviceId,
            label: label || t('camera.unnamed', { number: index + 1 }),
          }))}
        />
      )}
      {state.kind === 'on' && (
        <TrackControls key={state.track.id} track={state.track} abilities={state.abilities} Hint={Hint} />
      )}
      <Toggle
        Hint={Hint}
        label={wanted ? t('camera.turnOff') : t('camera.turnOn')}
        icon={wanted ? <IconVideo size={22} aria-hidden /> : <IconVideoOff size={22} aria-hidden />}
        onClick={() => onWanted(!wanted)}
      />
      <Toggle
        Hint={Hint}
        label={muted ? t('sound.unmute') : t('sound.mute')}
        icon={muted ? <IconVolumeOff size={22} aria-hidden /> : <IconVolume size={22} aria-hidden />}
        onClick={() => onMuted(!muted)}
      />
    </div>
  );
}

interface TrackControlsProps extends Pick<Extract<CameraState, { kind: 'on' }>, 'track' | 'abilities'> {
  readonly Hint: Hint;
}

function TrackControls({ track, abilities, Hint }: TrackControlsProps) {
  const { t } = useTranslation('scanner');
  const [torch, setTorch] = useState(false);
  const [zoom, setZoom] = useState(abilities.zoom?.min ?? 1);

  async function switchTorch() {
    if (await adjustCamera(track, { torch: !torch })) setTorch(!torch);
  }

  return (
    <>
      {abilities.zoom && (
        <div className={classes.zoom}>
          <IconZoomIn size={22} aria-hidden />
          <Range
            label={t('camera.zoom')}
            min={abilities.zoom.min}
            max={abilities.zoom.max}
            step={abilities.zoom.step}
            value={zoom}
            shown={`${zoom.toFixed(1)}×`}
            onChange={(value) => {
              setZoom(value);
              void adjustCamera(track, { zoom: value });
            }}
          />
        </div>
      )}
      {abilities.torch && (
        <Toggle
          Hint={Hint}
          label={torch ? t('camera.torchOff') : t('camera.torchOn')}
          icon={torch ? <IconBulb size={22} aria-hidden /> : <IconBulbOff size={22} aria-hidden />}
          onClick={() => void switchTorch()}
        />
      )}
    </>
  );
}

interface ToggleProps {
  /** What a click does; changes with it. */
  readonly label: string;
  readonly icon: ReactNode;
  readonly Hint: Hint;
  readonly onClick: () => void;
}

function Toggle({ label, icon, Hint, onClick }: ToggleProps) {
  return (
    <Hint label={label}>
      <IconButton label={label} onClick={onClick}>
        {icon}
      </IconButton>
    </Hint>
  );
}
