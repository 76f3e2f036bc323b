import { useCallback, useEffect, useState, useSyncExternalStore } from 'react';
import { type CameraState, createCameraController } from './camera-controller';
import { remember, remembered } from './remembered';

interface UseCamera {
  readonly state: CameraState;
  readonly retry: () => void;
  /** Remembered by this browser. */
  readonly choose: (deviceId: string) => void;
}

/** @param active false lets go of the camera: nobody looks at the page, or the desk is locked */
export function useCamera(active: boolean): UseCamera {
  const [controller] = useState(() =>
    createCameraController({
      devices: window.isSecureContext ? navigator.mediaDevices : undefined,
      permissions: navigator.permissions,
      wanted: remembered('camera'),
    }),
  );
  const state = useSyncExternalStore(controller.subscribe, controller.state);

  useEffect(() => {
    if (!active) return;
    controller.start();
    return () => controller.stop();
  }, [active, controller]);

  const choose = useCallback(
    (deviceId: string) => {
      remember('camera', deviceId);
      controller.choose(deviceId);
    },
    [controller],
  );
  return { state, retry: controller.start, choose };
}
