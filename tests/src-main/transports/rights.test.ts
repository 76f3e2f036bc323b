import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { contract, type OperationName } from '../../../src-shared/contract/contract';
import { CALLER_ROLES, type CallerRole, type Operation, TRANSPORTS } from '../../../src-shared/contract/operation';
import { openStaffedOffice } from '../../support/staffed-office';
import { ENTRANCES, type Entrance, type Page } from '../../support/transports';

const operations = Object.entries<Operation>(contract);
let office: Awaited<ReturnType<typeof openStaffedOffice>>;

beforeAll(async () => {
  office = await openStaffedOffice();
}, 60_000);
afterAll(() => office[Symbol.asyncDispose]());

describe.each(TRANSPORTS)('over %s', (transport) => {
  const pages = {} as Record<CallerRole, Page>;
  let entrance: Entrance;

  beforeAll(async () => {
    entrance = await ENTRANCES[transport](office);
    for (const role of CALLER_ROLES) {
      pages[role] = entrance.page();
      await office.signIn(pages[role], role);
    }
  }, 60_000);
  afterAll(() => entrance[Symbol.asyncDispose]());

  // `null` is the input of no operation: whoever is let in gets as far as that, and nothing happens.
  test.each(operations.flatMap(([name, operation]) => CALLER_ROLES.map((role) => ({ name, operation, role }))))(
    '$name of a caller who is $role',
    async ({ name, operation, role }) => {
      const reply = await pages[role].call(name, null);
      expect(reply).toMatchObject({ ok: false, code: expectedCode(operation, role) });
    },
  );

  function expectedCode({ roles, only }: Operation, role: CallerRole): string {
    if (only !== undefined && only !== transport) return 'unknown-operation';
    if (roles.includes(role)) return 'invalid-input';
    return role === 'visitor' ? 'not-signed-in' : role === 'locked' ? 'session-locked' : 'forbidden';
  }
});

/** Written out, so that a right that somebody gives away by mistake is seen in two places. */
const EVERYBODY: readonly OperationName[] = ['office.status', 'session.signIn', 'session.signOut', 'setUp.create'];
const ANY_STAFF: readonly OperationName[] = [
  'desktop.settings',
  'keys.unlock',
  'reports.gate',
  'scans.recent',
  'scans.scan',
  'session.changePassword',
  'session.lock',
];
const AT_A_DESK: readonly OperationName[] = [
  'desktop.print',
  'desktop.printers',
  'passTypes.list',
  'passes.cancel',
  'passes.get',
  'passes.reinstate',
  'passes.search',
  'passes.watch',
  'passes.sell',
  'reports.dashboard',
  'scans.ofPass',
];

test.each<[CallerRole, readonly OperationName[]]>([
  ['visitor', EVERYBODY],
  ['invited', [...EVERYBODY, 'session.changePassword']],
  ['locked', [...EVERYBODY, 'session.unlock']],
  ['gate', [...EVERYBODY, ...ANY_STAFF]],
  ['seller', [...EVERYBODY, ...ANY_STAFF, ...AT_A_DESK]],
])('a caller who is %s may do exactly this', (role, allowed) => {
  const mayCall = operations.filter(([, { roles }]) => roles.includes(role)).map(([name]) => name);
  expect(mayCall.sort()).toEqual([...allowed].sort());
});

test('an administrator may do everything but unlock a session that is not locked', () => {
  const mayNot = operations.filter(([, { roles }]) => !roles.includes('administrator')).map(([name]) => name);
  expect(mayNot).toEqual(['session.unlock']);
});
