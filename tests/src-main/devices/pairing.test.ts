import { expect, test } from 'vitest';
import { openReadyOffice } from '../../support/box-office';
import { joinPhone } from '../../support/phones';

test('a phone that was accepted is a device and may ask how the event is', async () => {
  await using office = await openReadyOffice();
  const phone = await joinPhone(office, { name: 'North gate' });

  expect(await phone.api['gate.status']({})).toMatchObject({
    ok: true,
    value: {
      state: 'device',
      device: { deviceId: phone.deviceId, name: 'North gate', responsibleName: 'Asha' },
      event: { name: 'Winter Gala', timeZone: 'Asia/Kolkata' },
      keys: 'ready',
    },
  });
  expect(office.log.bugs).toEqual([]);
});
