import { rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { toInstant } from '../../src-shared/instant';
import {
  connection,
  openReadyOffice,
  openTestOffice,
  sellPass,
  TEST_BEGINS,
  temporaryFolder,
  valueOf,
} from '../support/box-office';
import { signIn } from './restore/restorable';

const MINUTE = 60_000;

/** What the desk is told of the clock by an office that is opened at a moment. */
async function toldAt(folder: string, milliseconds: number) {
  await using office = await openTestOffice({ folder });
  office.wait(milliseconds - TEST_BEGINS);
  const api = office.clientOf(connection());
  await signIn(api);
  const notices = valueOf(await api['health.notices']({}));
  return notices.filter(({ kind }) => kind === 'clock-back');
}

test('a clock that stands before the last sale is told, until somebody says that it is right', async () => {
  using temporary = temporaryFolder();
  const { folder } = temporary;
  const soldAt = TEST_BEGINS + 600 * MINUTE;
  {
    await using office = await openReadyOffice({ folder });
    office.wait(600 * MINUTE);
    await signIn(office.api);
    await sellPass(office.api);
  }
  // It is in the sale itself, wherever the file comes from.
  rmSync(path.join(folder, 'last-open'));
  await using office = await openTestOffice({ folder });
  const api = office.clientOf(connection());
  await signIn(api);
  const told = () =>
    api['health.notices']({}).then((reply) => valueOf(reply).filter(({ kind }) => kind === 'clock-back'));
  expect(await told()).toEqual([{ kind: 'clock-back', lastAt: toInstant(soldAt), now: toInstant(TEST_BEGINS) }]);
  valueOf(await api['health.clockIsRight']({}));
  expect(await told()).toEqual([]);
}, 60_000);

test('two minutes are no reason to worry, and a clock that is right again is not told', async () => {
  using temporary = temporaryFolder();
  const { folder } = temporary;
  await (await openReadyOffice({ folder }))[Symbol.asyncDispose]();
  // As an office leaves it that was open then, and sold nothing.
  writeFileSync(path.join(folder, 'last-open'), toInstant(TEST_BEGINS + 10 * MINUTE));
  expect(await toldAt(folder, TEST_BEGINS + 7 * MINUTE)).toHaveLength(1);
  expect(await toldAt(folder, TEST_BEGINS + 8 * MINUTE)).toHaveLength(0);
  expect(await toldAt(folder, TEST_BEGINS + 7 * MINUTE)).toHaveLength(1);
  expect(await toldAt(folder, TEST_BEGINS + 11 * MINUTE)).toHaveLength(0);
}, 60_000);

test('a clock that is set back while the office is open is told, and so it is at the next start', async () => {
  using temporary = temporaryFolder();
  const { folder } = temporary;
  {
    await using office = await openReadyOffice({ folder });
    const told = async () =>
      valueOf(await office.api['health.notices']({})).filter(({ kind }) => kind === 'clock-back');
    office.wait(14 * MINUTE);
    expect(await told()).toEqual([]);
    office.wait(-10 * MINUTE);
    expect(await told()).toHaveLength(1);
  }
  expect(await toldAt(folder, TEST_BEGINS + 4 * MINUTE)).toHaveLength(1);
}, 60_000);

test('a mark that cannot be read is none', async () => {
  using temporary = temporaryFolder();
  const { folder } = temporary;
  await (await openReadyOffice({ folder }))[Symbol.asyncDispose]();
  writeFileSync(path.join(folder, 'last-open'), '9999');
  expect(await toldAt(folder, TEST_BEGINS)).toEqual([]);
}, 60_000);
