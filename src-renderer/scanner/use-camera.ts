import { useCallback, useEffect, useState, useSyncExternalStore } from 'react';
import { type CameraState, createCameraController } from './camera-controller';
import type { CameraMemory } from './camera-memory';

interface UseCamera {
  readonly state: CameraState;
  readonly retry: () => void;
  /** Remembered, as is whether it is wanted. */
  readonly choose: (deviceId: string) => void;
  readonly isWanted: boolean;
  readonly want: (on: boolean) => void;
}

/**
 * @param active false lets go of the camera: nobody looks at the page, or the desk is locked
 * @param memory as it is when the page is opened
 */
export function useCamera(active: boolean, memory: CameraMemory): UseCamera {
  const [chosen, setChosen] = useState({ deviceId: memory.deviceId, on: memory.on });
  const [controller] = useState(() =>
    createCameraController({
      devices: window.isSecureContext ? navigator.mediaDevices : undefined,
      permissions: navigator.permissions,
      wanted: memory.deviceId,
    }),
  );
  const state = useSyncExternalStore(controller.subscribe, controller.state);
  const isOpen = active && chosen.on;

  useEffect(() => {
    if (!isOpen) return;
    controller.start();
    return () => controller.stop();
  }, [isOpen, controller]);

  const { keep } = memory;
  const change = useCallback(
    (next: typeof chosen) => {
      setChosen(next);
      keep(next);
    },
    [keep],
  );
  return {
    state,
    retry: controller.start,
    choose(deviceId) {
      change({ ...chosen, deviceId });
      controller.choose(deviceId);
    },
    isWanted: chosen.on,
    want: (on) => change({ ...chosen, on }),
  };
}
