import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { contract, type OperationName } from '../../../src-shared/contract/contract';
import {
  type CallerRole,
  type ErrorCode,
  type Operation,
  TRANSPORTS,
  type Transport,
} from '../../../src-shared/contract/operation';
import { openTestOffice } from '../../support/box-office';
import { serveGateFor } from '../../support/https-office';
import { openStaffedOffice } from '../../support/staffed-office';
import { ENTRANCES, type Entrance, type Page } from '../../support/transports';

const operations = Object.entries<Operation>(contract);
/** Everybody who can be somebody there: staff have no session at the gate, and phones no cookie at a desk. */
type StaffedRole = Exclude<CallerRole, 'rescuer'>;
const DESK_ROLES: readonly StaffedRole[] = ['administrator', 'seller', 'gate', 'visitor', 'invited', 'locked'];
const ROLES_AT: Readonly<Record<Transport, readonly StaffedRole[]>> = {
  ipc: DESK_ROLES,
  https: DESK_ROLES,
  gate: ['visitor', 'device', 'applicant', 'paused', 'revoked'],
};
/** What somebody hears who may not call an operation. */
const REFUSALS: Readonly<Record<CallerRole, ErrorCode>> = {
  visitor: 'not-signed-in',
  applicant: 'not-signed-in',
  locked: 'session-locked',
  revoked: 'device-revoked',
  invited: 'forbidden',
  gate: 'forbidden',
  seller: 'forbidden',
  administrator: 'forbidden',
  device: 'forbidden',
  paused: 'forbidden',
  rescuer: 'not-signed-in',
};
let office: Awaited<ReturnType<typeof openStaffedOffice>>;

beforeAll(async () => {
  office = await openStaffedOffice();
}, 60_000);
afterAll(() => office[Symbol.asyncDispose]());

describe.each(TRANSPORTS)('over %s', (transport) => {
  const roles = ROLES_AT[transport];
  const pages = new Map<CallerRole, Page>();
  let entrance: Entrance;

  beforeAll(async () => {
    entrance = await ENTRANCES[transport](office);
    for (const role of roles) {
      const page = entrance.page();
      await office.signIn(page, role);
      pages.set(role, page);
    }
  }, 60_000);
  afterAll(() => entrance[Symbol.asyncDispose]());

  // `null` is the input of no operation: whoever is let in gets as far as that, and nothing happens.
  test.each(operations.flatMap(([name, operation]) => roles.map((role) => ({ name, operation, role }))))(
    '$name of a caller who is $role',
    async ({ name, operation, role }) => {
      const reply = await pages.get(role)?.call(name, null);
      expect(reply).toMatchObject({ ok: false, code: expectedCode(operation, role) });
    },
  );

  test('what is offered there is for nobody else', () => {
    const offered = operations.filter(([, operation]) => isOffered(operation));
    const named = new Set(offered.flatMap(([, operation]) => operation.roles));
    // A rescuer is somebody where there is no event, which is below.
    if (transport !== 'gate') named.delete('rescuer');
    expect([...named].sort()).toEqual(roles.filter((role) => named.has(role)).sort());
  });

  function isOffered(operation: Operation): boolean {
    return isOfferedOver(transport, operation);
  }

  function expectedCode(operation: Operation, role: CallerRole): ErrorCode {
    if (!isOffered(operation)) return 'unknown-operation';
    return operation.roles.includes(role) ? 'invalid-input' : REFUSALS[role];
  }
});

function isOfferedOver(transport: Transport, { only }: Operation): boolean {
  return only === undefined ? transport !== 'gate' : only === transport;
}

/** Whoever sits at the desk's own window of an office without an event; a browser elsewhere is a visitor there too. */
describe.each([
  ['ipc', 'rescuer'],
  ['https', 'visitor'],
] as const)('before the set-up, over %s', (transport, role) => {
  let empty: Awaited<ReturnType<typeof openTestOffice>>;
  let entrance: Entrance;

  beforeAll(async () => {
    empty = await openTestOffice();
    entrance = await ENTRANCES[transport](empty);
  });
  afterAll(async () => {
    await entrance[Symbol.asyncDispose]();
    await empty[Symbol.asyncDispose]();
  });

  test.each(operations.map(([name, operation]) => ({ name, operation })))(
    `$name of a caller who is ${role}`,
    async ({ name, operation }) => {
      const reply = await entrance.page().call(name, null);
      const allowed = operation.roles.includes(role) ? 'invalid-input' : 'not-signed-in';
      const code = isOfferedOver(transport, operation) ? allowed : 'unknown-operation';
      expect(reply).toMatchObject({ ok: false, code });
    },
  );
});

/** Written out, so that a right that somebody gives away by mistake is seen in two places. */
const EVERYBODY: readonly OperationName[] = ['office.status', 'session.signIn', 'session.signOut', 'setUp.create'];
const ANY_STAFF: readonly OperationName[] = [
  'desktop.camera',
  'desktop.saveCamera',
  'desktop.settings',
  'health.clockIsRight',
  'health.notices',
  'health.reportPage',
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
  'devices.accept',
  'devices.cancelInvitation',
  'devices.change',
  'devices.invitation',
  'devices.invite',
  'devices.list',
  'devices.responsible',
  'devices.revoke',
  'listener.forgetMove',
  'listener.status',
  'passTypes.list',
  'passes.cancel',
  'passes.get',
  'passes.reinstate',
  'passes.search',
  'passes.watch',
  'passes.sell',
  'reports.dashboard',
  'scans.collisions',
  'scans.ofPass',
  'scans.settle',
];
/** How a backup is brought back, or an event found elsewhere, where nobody can sign in. */
const RESCUE: readonly OperationName[] = [
  'desktop.chooseEventFolder',
  'desktop.eventFolder',
  'desktop.useEventFolder',
  'restore.apply',
  'restore.choose',
  'restore.list',
  'restore.progress',
  'restore.try',
  'store.join',
  'store.progress',
  'store.relocate',
  'store.try',
];
const ANY_PHONE: readonly OperationName[] = ['gate.join', 'gate.status'];
const AT_THE_GATE: readonly OperationName[] = ['gate.admit', 'gate.find', 'gate.leave', 'gate.scan', 'gate.selfTest'];

test.each<[CallerRole, readonly OperationName[]]>([
  ['visitor', [...EVERYBODY, ...ANY_PHONE]],
  ['invited', [...EVERYBODY, 'session.changePassword']],
  ['locked', [...EVERYBODY, 'session.unlock']],
  ['gate', [...EVERYBODY, ...ANY_STAFF]],
  ['seller', [...EVERYBODY, ...ANY_STAFF, ...AT_A_DESK]],
  ['applicant', ANY_PHONE],
  ['device', [...ANY_PHONE, ...AT_THE_GATE]],
  ['paused', ANY_PHONE],
  ['revoked', ['gate.join']],
  ['rescuer', [...EVERYBODY, ...RESCUE]],
])('a caller who is %s may do exactly this', (role, allowed) => {
  const mayCall = operations.filter(([, { roles }]) => roles.includes(role)).map(([name]) => name);
  expect(mayCall.sort()).toEqual([...allowed].sort());
});

test('an administrator may do everything at a desk but unlock a session that is not locked', () => {
  const atDesks = operations.filter(([, { only }]) => only !== 'gate');
  const mayNot = atDesks.filter(([, { roles }]) => !roles.includes('administrator')).map(([name]) => name);
  expect(mayNot).toEqual(['session.unlock']);
});

test('a phone has a route for what is for phones and for nothing else of the office', async () => {
  await using server = await serveGateFor(office);
  const forPhones = operations.filter(([, { only }]) => only === 'gate').map(([name]) => `POST /api/gate/${name}`);
  const pages = ['/gate', '/p', '/selftest', '/', '/login', '/dashboard', '/*'].map((page) => `GET ${page}`);
  const ofTheEarlierApplication = ['POST /login', 'GET /logout', 'POST /api/scan'];
  expect([...server.routes].sort()).toEqual([...forPhones, ...pages, ...ofTheEarlierApplication].sort());
});
