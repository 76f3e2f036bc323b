import { readFileSync, statSync } from 'node:fs';
import { expect, test } from 'vitest';
import { verifyBackup } from '../../src-main/backups/verify';
import { flipBit, openEvent } from '../src-main/backups/event-file';
import { saysItIsSound } from './support/kept';
import { countOf, progressOf, randomFor, report } from './support/run-options';

const flips = countOf('FLIPS', { short: 100, long: 2_000 });

test(
  'every bit that flips in a backup is found before a restore, also those that SQLite takes for sound',
  async () => {
    await using event = await openEvent(300);
    const { path: file } = await event.snapshot();
    const whole = readFileSync(file);
    const random = randomFor('flips');
    const progress = progressOf('bit flips', flips);
    const figures = { flips: 0, found: 0, 'found by SQLite alone': 0 };
    for (; figures.flips < flips; figures.flips += 1) {
      const bit = Math.floor(random() * statSync(file).size * 8);
      flipBit(file, bit);
      figures.found += await verifyBackup(file).then(
        () => 0,
        () => 1,
      );
      if (!saysItIsSound(file)) figures['found by SQLite alone'] += 1;
      flipBit(file, bit);
      progress(figures.flips + 1);
    }
    report('bit flips in a backup', figures);
    expect(figures.found).toBe(flips);
    // What integrity_check alone would let through is why there is a digest: the flips are real, and reach rows.
    expect(figures['found by SQLite alone']).toBeLessThan(flips);
    expect(readFileSync(file).equals(whole)).toBe(true);
  },
  60_000 + flips * 500,
);
