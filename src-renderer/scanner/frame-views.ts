/** Which part of the picture a pass looks at, and how finely. */
export type View = 'reduced' | 'centre' | 'whole';

/**
 * Half of the passes look at the whole picture made smaller: quick, it evens out noise and finds codes anywhere. The
 * others look at it in full, mostly where the aiming frame is, for codes held far away.
 */
export const VIEW_ORDER: readonly View[] = ['reduced', 'centre', 'reduced', 'whole'];

const LONGEST: Record<View, number> = { reduced: 640, centre: 720, whole: 1280 };

/** The part of the picture to take (x, y, w, h) and the size in which to draw it. All in whole pixels. */
export interface ViewBox {
  readonly x: number;
  readonly y: number;
  readonly w: number;
  readonly h: number;
  readonly width: number;
  readonly height: number;
}

/** @param width of the picture as the camera gives it, in pixels */
export function viewBox(view: View, width: number, height: number): ViewBox {
  const side = Math.min(width, height);
  const part =
    view === 'centre'
      ? { x: (width - side) >> 1, y: (height - side) >> 1, w: side, h: side }
      : { x: 0, y: 0, w: width, h: height };
  const scale = Math.min(1, LONGEST[view] / Math.max(part.w, part.h));
  return { ...part, width: Math.max(1, Math.round(part.w * scale)), height: Math.max(1, Math.round(part.h * scale)) };
}

/** Takes views of a video through one canvas that is kept. Null while there is no picture. */
export function createFrameGrabber(): (video: HTMLVideoElement, view: View) => ImageData | null {
  const canvas = document.createElement('canvas');
  const context = canvas.getContext('2d', { willReadFrequently: true, alpha: false });
  return (video, view) => {
    if (!context || video.videoWidth === 0 || video.videoHeight === 0) return null;
    const { x, y, w, h, width, height } = viewBox(view, video.videoWidth, video.videoHeight);
    if (canvas.width !== width) canvas.width = width;
    if (canvas.height !== height) canvas.height = height;
    context.drawImage(video, x, y, w, h, 0, 0, width, height);
    return context.getImageData(0, 0, width, height);
  };
}
