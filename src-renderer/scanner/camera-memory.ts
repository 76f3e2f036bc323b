import type { OutputOf } from '../api/operations';
import { remember, remembered } from './remembered';

export type CameraChosen = OutputOf<'desktop.camera'>;

/** Which camera somebody chose here, and whether it is wanted. */
export interface CameraMemory extends CameraChosen {
  readonly keep: (chosen: CameraChosen) => void;
}

/** What this browser remembers. */
export function browserCamera(): CameraMemory {
  return {
    deviceId: remembered('camera'),
    on: remembered('cameraOff') !== 'yes',
    keep({ deviceId, on }) {
      if (deviceId !== null) remember('camera', deviceId);
      remember('cameraOff', on ? 'no' : 'yes');
    },
  };
}
