import { expect, test } from 'vitest';
import { isPassive, isRepeatable } from '../../../src-renderer/api/operations';
import { contract, type OperationName } from '../../../src-shared/contract/contract';
import type { Operation } from '../../../src-shared/contract/operation';

const OPERATIONS = Object.entries(contract) as readonly [OperationName, Operation][];

test('what pages ask for by themselves is what the office lets them ask without keeping the desk unlocked', () => {
  const ofPages = OPERATIONS.filter(([name]) => isPassive(name));
  expect(ofPages.filter(([, operation]) => operation.passive !== true)).toEqual([]);
  expect(ofPages.length).toBeGreaterThan(10);
});

test('a sale, a scan and an import are sent again, because each has an id that the page has made', () => {
  for (const [name, id] of [
    ['passes.sell', 'saleId'],
    ['scans.scan', 'scanId'],
    ['exchange.import', 'importId'],
  ] as const) {
    expect(isRepeatable(name)).toBe(true);
    expect(contract[name].input.shape).toHaveProperty(id);
  }
});

test.each([
  'session.signIn',
  'session.unlock',
  'staff.invite',
  'staff.resetPassword',
  'keys.rotate',
  'setUp.create',
  'passes.cancel',
  'passes.reinstate',
  'scans.settle',
  'restore.apply',
  'privacy.erase',
  'desktop.print',
] as const)('%s is left to the person when its answer was lost', (name) => {
  expect(isRepeatable(name)).toBe(false);
});

test('nothing of a phone is sent again by what a desk knows', () => {
  const ofPhones = OPERATIONS.filter(([name]) => name.startsWith('gate.'));
  expect(ofPhones.filter(([name]) => isRepeatable(name))).toEqual([]);
});
