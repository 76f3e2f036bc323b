import { expect, test } from 'vitest';
import { createCodeGuard } from '../../../src-renderer/scanner/code-guard';
import { viewBox } from '../../../src-renderer/scanner/frame-views';

test('a pass that is held before the camera is one scan, however long it is held', () => {
  let time = 0;
  const guard = createCodeGuard(() => time, 2_500);
  const scans: number[] = [];
  // Not every look finds it: a hand shakes.
  for (; time < 60_000; time += 700) if (guard.isNew('A')) scans.push(time);
  expect(scans).toEqual([0]);
});

test('a pass that was taken away and shown again is a scan again', () => {
  let time = 0;
  const guard = createCodeGuard(() => time, 2_500);
  expect(guard.isNew('A')).toBe(true);
  time = 2_500;
  expect(guard.isNew('A')).toBe(false);
  time = 5_001;
  expect(guard.isNew('A')).toBe(true);
});

test('two passes in view at once are one scan each', () => {
  let time = 0;
  const guard = createCodeGuard(() => time, 2_500);
  const scans: string[] = [];
  for (; time < 10_000; time += 100) for (const code of ['A', 'B']) if (guard.isNew(code)) scans.push(code);
  expect(scans).toEqual(['A', 'B']);
});

test('views take whole pixels from within the picture and never enlarge it', () => {
  for (const [width, height] of [
    [1280, 720],
    [720, 1280],
    [641, 479],
    [1920, 1080],
    [160, 120],
  ] as const) {
    for (const view of ['reduced', 'centre', 'whole'] as const) {
      const box = viewBox(view, width, height);
      for (const value of Object.values(box)) expect(Number.isInteger(value)).toBe(true);
      expect(box.x + box.w).toBeLessThanOrEqual(width);
      expect(box.y + box.h).toBeLessThanOrEqual(height);
      expect(box.width).toBeLessThanOrEqual(box.w);
      expect(Math.abs(box.width / box.height - box.w / box.h)).toBeLessThan(0.02);
    }
  }
  expect(viewBox('centre', 1280, 720)).toEqual({ x: 280, y: 0, w: 720, h: 720, width: 720, height: 720 });
  expect(viewBox('reduced', 1280, 720)).toMatchObject({ width: 640, height: 360 });
});
