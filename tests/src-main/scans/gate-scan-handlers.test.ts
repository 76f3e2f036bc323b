import { expect, test } from 'vitest';
import {
  openReadyOffice,
  openTestOffice,
  sellPass,
  signInStaff,
  temporaryFolder,
  valueOf,
} from '../../support/box-office';
import { joinPhone } from '../../support/phones';

test('a phone scans under the person who answers for it and by the name that it has then, and sees no phone number', async () => {
  await using office = await openReadyOffice();
  await signInStaff(office, 'seller1', 'seller');
  const phone = await joinPhone(office, { name: 'Gate 1', responsible: 'seller1' });
  const { passId, phone1 } = await sellPass(office.api, 'COUPLE');
  const code = valueOf(await office.api['passes.get']({ passId })).code ?? '';

  const admitted = valueOf(await phone.api['gate.scan']({ scanId: crypto.randomUUID(), code }));
  valueOf(await office.api['devices.change']({ deviceId: phone.deviceId, name: 'Gate 7', responsible: 'seller1' }));
  const refused = valueOf(await phone.api['gate.scan']({ scanId: crypto.randomUUID(), code }));
  const byHand = valueOf(await phone.api['gate.admit']({ scanId: crypto.randomUUID(), passId }));
  expect(admitted).toMatchObject({ status: 'admitted', pass: { passId, admits: 2 } });
  expect(refused).toEqual({
    status: 'refused',
    reason: 'already-used',
    at: expect.any(String),
    pass: expect.objectContaining({ passId }),
    firstAdmission: { at: '2026-11-28T12:30:00.000Z', byName: 'The seller1', desk: 'Gate 1' },
  });
  expect(byHand).toMatchObject({ status: 'refused', reason: 'already-used' });
  expect(JSON.stringify([admitted, refused, byHand])).not.toContain(phone1.slice(-8));

  const log = valueOf(await office.api['scans.ofPass']({ passId }));
  const { deviceId } = phone;
  expect(log).toMatchObject([
    { by: 'seller1', desk: 'Gate 1', deviceId, byHand: false, recordedAt: null, outcome: 'admitted' },
    { by: 'seller1', desk: 'Gate 7', deviceId, byHand: false, outcome: 'already-used' },
    { by: 'seller1', desk: 'Gate 7', deviceId, byHand: true, outcome: 'already-used' },
  ]);
  expect(valueOf(await office.api['reports.gate']({}))).toMatchObject({
    inside: 2,
    gates: [{ gate: 'Gate 7', admitted: 1, people: 2 }],
  });
  expect(valueOf(await office.api['devices.list']({}))).toMatchObject([{ people: 2 }]);
});

test('a phone finds passes by name and by nothing else', async () => {
  await using office = await openReadyOffice();
  const phone = await joinPhone(office);
  const { passId, name1, phone1 } = await sellPass(office.api);
  const found = valueOf(await phone.api['gate.find']({ name: name1 }));
  expect(found).toMatchObject({
    passes: [{ passId, name1, maskedPhone: `•••••••••${phone1.slice(-3)}` }],
    more: false,
  });
  expect(valueOf(await phone.api['gate.find']({ name: phone1.slice(-6) }))).toEqual({ passes: [], more: false });
  expect(await phone.api['gate.find']({ name: 'gu' })).toEqual({
    ok: false,
    code: 'invalid-input',
    fields: { name: 'too-short' },
  });
});

test('what a phone let in too early is told at the desk and settled there', async () => {
  await using office = await openReadyOffice();
  const phone = await joinPhone(office, { name: 'Gate 1' });
  const { passId } = await sellPass(office.api);
  const code = valueOf(await office.api['passes.get']({ passId })).code ?? '';
  valueOf(await office.api['scans.scan']({ scanId: crypto.randomUUID(), code }));
  office.wait(60_000);
  const scanId = crypto.randomUUID();
  valueOf(await phone.api['gate.scan']({ scanId, code, recordedAgoMs: 30_000 }));

  const collision = {
    scanId,
    deviceId: phone.deviceId,
    gate: 'Gate 1',
    by: 'admin1',
    recordedAt: '2026-11-28T12:30:30.000Z',
    raisedAt: '2026-11-28T12:31:00.000Z',
    firstAdmission: { at: '2026-11-28T12:30:00.000Z', byName: 'Asha', desk: 'Desk 1' },
  };
  expect(valueOf(await office.api['scans.collisions']({}))).toMatchObject([{ ...collision, settled: null }]);
  const settled = { at: '2026-11-28T12:31:00.000Z', by: 'admin1', decision: 'stays' };
  expect(valueOf(await office.api['scans.settle']({ scanId, decision: 'stays' }))).toMatchObject({
    ...collision,
    settled,
  });
  expect(await office.api['scans.settle']({ scanId, decision: 'left' })).toEqual({ ok: false, code: 'conflict' });
  expect(valueOf(await office.api['scans.collisions']({}))).toMatchObject([{ settled }]);
});

test('while the keys are locked a phone is told so, and can let people in by name', async () => {
  using temporary = temporaryFolder();
  const { folder } = temporary;
  const office = await openReadyOffice({ folder });
  const phone = await joinPhone(office);
  const { passId } = await sellPass(office.api);
  const code = valueOf(await office.api['passes.get']({ passId })).code ?? '';
  await office.close();

  await using locked = await openTestOffice({ folder });
  const api = locked.clientOf(phone.at);
  const scan = { scanId: crypto.randomUUID(), code, recordedAgoMs: 1_000 };
  expect(await api['gate.scan'](scan)).toEqual({ ok: false, code: 'keys-locked' });
  expect(valueOf(await api['gate.admit']({ scanId: crypto.randomUUID(), passId })).status).toBe('admitted');
});
