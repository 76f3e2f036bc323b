import { closeSync, openSync, writeSync } from 'node:fs';
import QRCode from 'qrcode';

/**
 * Pictures of a pass as a camera would give them, made from nothing but the text of its code.
 *
 * - `toImageData(drawFrame(text, look))` is one RGBA frame for a decoder.
 * - `CLIPS.moving(text)` is a clip of frames under one kind of trouble; every run gives the same pixels.
 * - `writeY4m(path, frames)` writes a clip for Chromium:
 *   `--use-fake-device-for-media-stream --use-fake-ui-for-media-stream --use-file-for-fake-video-capture=<path>`
 *   (Electron needs no `fake-ui`: its permission handler answers). Chromium plays the clip over and over. A clip of
 *   several scenes is one list after the other: `[...hold(codeA, 45), ...nothing(90), ...hold(codeA, 45)]`. The scanner
 *   takes a code as shown again only after 2.5 seconds without it, which are 75 frames of `nothing`.
 *
 * The clips are synthetic: no lens, no rolling shutter, no moiré of a phone's screen.
 */
export interface GreyFrame {
  readonly width: number;
  readonly height: number;
  /** One byte a pixel, 0 black to 255 white. */
  readonly luma: Uint8ClampedArray;
}

/** How a code stands in the picture. Lengths are pixels of the frame. */
export interface Look {
  /** Width of the symbol without its quiet zone; 0 leaves the picture empty. */
  readonly size: number;
  /** Radians, clockwise. */
  readonly angle?: number;
  /** The pass leans back: how much smaller its far edge looks, as a share. */
  readonly tilt?: number;
  readonly dx?: number;
  readonly dy?: number;
  readonly light?: number;
  readonly dark?: number;
  readonly background?: number;
  /** Full width of the uniform sensor noise, in grey levels. */
  readonly noise?: number;
  /** Passes of a small low-pass filter; each widens an edge by about a pixel. */
  readonly blur?: number;
  /** Length of the streak that a moving hand draws. */
  readonly motion?: number;
  /** Grey levels that a lamp adds on one side and a shadow takes on the other. */
  readonly glare?: number;
}

export interface FrameSize {
  readonly width: number;
  readonly height: number;
}

const HD: FrameSize = { width: 1280, height: 720 };
const QUIET_ZONE = 4;

/** The same numbers in every run, so that a threshold in a test means something. */
function seededNoise(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 4_294_967_296 - 0.5;
  };
}

/**
 * @param text what the code says; upper-case letters, digits and `$%*+-./: ` give the smaller symbol
 * @param seed chooses the noise
 */
export function drawFrame(text: string, look: Look, seed = 1, { width, height }: FrameSize = HD): GreyFrame {
  const frame = { width, height, luma: new Uint8ClampedArray(width * height).fill(look.background ?? 90) };
  if (look.size > 0) {
    const box = drawCode(frame, text, look);
    if (look.motion) streak(frame, box, look.motion);
    for (let pass = 0; pass < (look.blur ?? 0); pass++) soften(frame, box);
  }
  if (look.glare) addGlare(frame, look.glare);
  if (look.noise) addNoise(frame, look.noise, seed);
  return frame;
}

/** The pixels that a code can have touched, from the first up to but without the last. */
interface Box {
  readonly left: number;
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
}

function drawCode({ width, height, luma }: GreyFrame, text: string, look: Look): Box {
  const { size, angle = 0, tilt = 0, dx = 0, dy = 0, light = 235, dark = 20 } = look;
  const { modules } = QRCode.create(text, { errorCorrectionLevel: 'M' });
  const cell = size / modules.size;
  const half = size / 2 + QUIET_ZONE * cell;
  const cos = Math.cos(angle);
  const sin = Math.sin(angle);
  const centreX = width / 2 + dx;
  const centreY = height / 2 + dy;
  const reach = Math.ceil(half * 1.5 * (1 + Math.abs(tilt))) + (look.motion ?? 0) + (look.blur ?? 0) + 1;
  const box = {
    left: Math.max(1, Math.floor(centreX - reach)),
    top: Math.max(1, Math.floor(centreY - reach)),
    right: Math.min(width - 1, Math.ceil(centreX + reach)),
    bottom: Math.min(height - 1, Math.ceil(centreY + reach)),
  };

  for (let y = box.top; y < box.bottom; y++) {
    for (let x = box.left; x < box.right; x++) {
      const across = cos * (x - centreX) + sin * (y - centreY);
      const along = cos * (y - centreY) - sin * (x - centreX);
      const depth = 1 + (tilt * along) / size;
      const u = across * depth;
      const v = along * depth;
      if (Math.abs(u) > half || Math.abs(v) > half) continue;
      const column = Math.floor((u + size / 2) / cell);
      const row = Math.floor((v + size / 2) / cell);
      const inside = column >= 0 && row >= 0 && column < modules.size && row < modules.size;
      luma[y * width + x] = inside && modules.get(row, column) ? dark : light;
    }
  }
  return box;
}

function at(luma: Uint8ClampedArray, index: number): number {
  return luma[index] ?? 0;
}

function soften({ width, luma }: GreyFrame, { left, top, right, bottom }: Box) {
  const sharp = luma.slice();
  for (let y = top; y < bottom; y++) {
    for (let p = y * width + left; p < y * width + right; p++) {
      const around = at(sharp, p - 1) + at(sharp, p + 1) + at(sharp, p - width) + at(sharp, p + width);
      luma[p] = (at(sharp, p) * 4 + around) >> 3;
    }
  }
}

function streak({ width, luma }: GreyFrame, { left, top, right, bottom }: Box, length: number) {
  for (let y = top; y < bottom; y++) {
    const row = luma.slice(y * width + left, y * width + right);
    let sum = 0;
    for (let x = 0; x < row.length; x++) {
      sum += at(row, x) - (x < length ? 0 : at(row, x - length));
      luma[y * width + left + x] = sum / Math.min(x + 1, length);
    }
  }
}

function addGlare({ width, height, luma }: GreyFrame, strength: number) {
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) luma[y * width + x] = at(luma, y * width + x) + strength * ((2 * x) / width - 1);
  }
}

function addNoise({ luma }: GreyFrame, strength: number, seed: number) {
  const noise = seededNoise(seed * 7_919);
  for (let p = 0; p < luma.length; p++) luma[p] = at(luma, p) + noise() * strength;
}

/** A frame as `CanvasRenderingContext2D.getImageData` gives it; Node has no `ImageData` of its own. */
export function toImageData({ width, height, luma }: GreyFrame): ImageData {
  const pixels = new Uint32Array(width * height);
  for (let p = 0; p < luma.length; p++) pixels[p] = 0xff_00_00_00 + at(luma, p) * 0x01_01_01;
  const data = new Uint8ClampedArray(pixels.buffer);
  return { width, height, data, colorSpace: 'srgb', pixelFormat: 'rgba-unorm8' } as ImageData;
}

function sequence(count: number, text: string, look: (index: number) => Look, size?: FrameSize): GreyFrame[] {
  return Array.from({ length: count }, (_, index) => drawFrame(text, look(index), index + 1, size));
}

/** Slow there and back, as a hand holds a pass. `index` is the number of the frame. */
function swaying(index: number, reach: number) {
  return { angle: 0.35 * Math.sin(index / 4), dx: reach * Math.sin(index / 5), dy: (reach / 3) * Math.cos(index / 3) };
}

/** One clip for each kind of trouble at a gate. */
export const CLIPS = {
  /** Held still, near, in good light. */
  easy: (text: string, count = 10) => sequence(count, text, () => ({ size: 400 })),
  /** Drifts, turns and smears a little. */
  moving: (text: string, count = 20) =>
    sequence(count, text, (i) => ({ size: 300, ...swaying(i, 200), noise: 24, blur: 1, motion: 4 })),
  /** Every angle of a full turn. */
  rotated: (text: string, count = 24) =>
    sequence(count, text, (i) => ({ size: 320, angle: (i / count) * 2 * Math.PI })),
  /** A dim room: the sensor's noise lies over everything. */
  noisy: (text: string, count = 20) =>
    sequence(count, text, (i) => ({ size: 260, ...swaying(i, 120), noise: 60, light: 200, dark: 40 })),
  /** Faded print, or a screen turned down. */
  lowContrast: (text: string, count = 20) =>
    sequence(count, text, (i) => ({ size: 300, ...swaying(i, 120), light: 150, dark: 95, background: 120, noise: 8 })),
  /** Out of focus. */
  blurred: (text: string, count = 20) => sequence(count, text, (i) => ({ size: 260, ...swaying(i, 120), blur: 8 })),
  /** A lamp on one side. */
  glare: (text: string, count = 20) =>
    sequence(count, text, (i) => ({ size: 280, ...swaying(i, 120), glare: 70, noise: 12 })),
  /** As far away as a pass may be: small, noisy, pale and moving. */
  far: (text: string, count = 20) =>
    sequence(count, text, (i) => ({ size: 140, ...swaying(i, 150), noise: 20, blur: 1, light: 200, dark: 50 })),
  /** Each frame under troubles of its own, up to more than can be read: what tells decoders apart. */
  gate: (text: string, count = 60) => {
    const random = seededNoise(2_024);
    const between = (low: number, high: number) => low + (random() + 0.5) * (high - low);
    return sequence(count, text, () => ({
      size: between(130, 320),
      angle: between(0, 2 * Math.PI),
      tilt: between(-0.35, 0.35),
      dx: between(-180, 180),
      dy: between(-120, 120),
      light: between(130, 240),
      dark: between(15, 70),
      blur: Math.round(between(0, 10)),
      motion: Math.round(between(0, 9)),
      noise: between(0, 80),
      glare: between(0, 60),
    }));
  },
  /** No code at all: whatever is read here is made up. */
  empty: (_text: string, count = 20) => sequence(count, '', () => ({ size: 0, noise: 60 })),
} as const satisfies Record<string, (text: string, count?: number) => GreyFrame[]>;
export type ClipName = keyof typeof CLIPS;

/** A scene for the browser: the code held almost still. @param count frames, 30 a second */
export function hold(text: string, count: number, size: FrameSize = HD): GreyFrame[] {
  const scale = size.height / HD.height;
  return sequence(count, text, (i) => ({ size: 380 * scale, angle: 0.05 * Math.sin(i / 9), noise: 10 }), size);
}

/** A scene for the browser: nobody in front of the camera. */
export function nothing(count: number, size: FrameSize = HD): GreyFrame[] {
  return sequence(count, '', () => ({ size: 0, noise: 20 }), size);
}

/**
 * Writes an uncompressed clip: 1.4 MB a frame at 1280×720, 0.35 MB at 640×360. All frames must have one size.
 * @param fps frames a second at which Chromium plays it
 */
export function writeY4m(path: string, frames: readonly GreyFrame[], fps = 30) {
  const first = frames[0];
  if (!first) throw new Error('A clip needs a frame.');
  const colour = Buffer.alloc((first.width * first.height) / 2, 128);
  const file = openSync(path, 'w');
  try {
    writeSync(file, `YUV4MPEG2 W${first.width} H${first.height} F${fps}:1 Ip A1:1 C420jpeg\n`);
    for (const frame of frames) {
      writeSync(file, 'FRAME\n');
      writeSync(file, frame.luma);
      writeSync(file, colour);
    }
  } finally {
    closeSync(file);
  }
}
