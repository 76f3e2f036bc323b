import { render, screen } from '@testing-library/react';
import { expect, test } from 'vitest';
import { TimeZoneContext } from '../../../src-renderer/format/time-zone';
import { FoundPass } from '../../../src-renderer/gate/look-up/found-pass';
import { CollisionCards } from '../../../src-renderer/gate/scanning/collision-cards';
import { OwnScans } from '../../../src-renderer/gate/scanning/own-scan-list';
import { startTranslations } from '../../../src-renderer/translations/i18n';
import { phoneWords } from '../../../src-renderer/translations/phone-words';
import { toInstant } from '../../../src-shared/moment';

startTranslations(['en'], phoneWords);

const AT = toInstant(Date.UTC(2026, 10, 28, 14));
const PASS = { name1: '', name2: null, passTypeLabel: 'Single', admits: 1, timing: '' };

test('a phone says where a pass names nobody any more', () => {
  const outcome = { status: 'refused', reason: 'cancelled', at: AT, pass: PASS, firstAdmission: null } as const;
  const scan = { scanId: 's', at: Date.parse(AT) };
  render(
    <TimeZoneContext value="Asia/Kolkata">
      <OwnScans own={[{ ...scan, result: 'admitted', name: '', people: 1, wasRecorded: false }]} />
      <CollisionCards
        collided={[{ ...scan, code: '', told: 'recorded', tries: 0, fate: { kind: 'collided', outcome } }]}
        verdictCount={null}
        onRead={() => {}}
      />
      <FoundPass
        pass={{ ...PASS, passId: 'p', maskedPhone: '', state: 'cancelled', admittedAt: null }}
        canAdmit
        onAdmit={() => {}}
      />
    </TimeZoneContext>,
  );
  expect(screen.getAllByText('Erased')).toHaveLength(3);
});
