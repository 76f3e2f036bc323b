import { screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { describe, expect, test } from 'vitest';
import { NoticesStrip } from '../../../src-renderer/health/notices-strip';
import { BackupProblem } from '../../../src-shared/contract/backups';
import type { Notice } from '../../../src-shared/contract/health';
import type { Role } from '../../../src-shared/contract/operation';
import { instant } from '../../support/desk-passes';
import { ASHA, fakeOffice, officeStatus, ok, renderApp, renderPage } from '../../support/render-page';

const SINCE = instant('2026-11-28T13:30:00Z');
const CLOCK: Notice = { kind: 'clock-back', lastAt: SINCE, now: instant('2026-11-27T13:30:00Z') };
const EACH: readonly (readonly [Notice, string, string])[] = [
  [{ kind: 'disk-low', freeBytes: 900_000_000 }, 'The disk is nearly full', '900 MB are free'],
  [{ kind: 'disk-full', freeBytes: 150_000_000 }, 'The disk is full: nothing can be sold', 'Only 150 MB are free'],
  [{ kind: 'storage-failing', since: SINCE }, 'Nothing can be saved', 'Since 28 Nov 2026, 7:00 pm'],
  [{ kind: 'store-away', since: SINCE }, 'The shared store does not answer', 'work goes on by itself'],
  [
    { kind: 'store-over', reason: 'newer' },
    'This desk has stopped: another one has a newer version',
    'Install the newest version',
  ],
  [
    { kind: 'store-over', reason: 'left' },
    'This desk has stopped: the event has left the shared store',
    'Sell and scan at that desk',
  ],
  [{ kind: 'journal-behind', since: SINCE }, 'Sales and scans are saved once only', 'Since 28 Nov 2026, 7:00 pm'],
  [
    { kind: 'second-folder-away', since: SINCE },
    'The second folder for backups is not connected',
    'Since 28 Nov 2026, 7:00 pm',
  ],
  [
    CLOCK,
    'Is the clock of this computer right?',
    'shows 27 Nov 2026, 7:00 pm, but the last sale or scan was at 28 Nov 2026, 7:00 pm',
  ],
];
/** Languages write the blank before `pm` and after numbers in their own ways. */
const plain = (text: string | null) =>
  (text ?? '')
    .replaceAll(/\s/gu, ' ')
    .replace(/\b(PM|AM)\b/g, (m) => m.toLowerCase())
    .replaceAll(/Nov (\d+), 2026/g, '$1 Nov 2026');

function strip(notices: readonly Notice[], role: Role = 'administrator') {
  const office = fakeOffice({ 'health.notices': ok([...notices]) });
  renderPage(<NoticesStrip />, { office, person: { ...ASHA, role } });
  return office;
}

describe('the strip of notices', () => {
  test.each(EACH)('says of $kind what is the matter', async (notice, title, body) => {
    strip([notice]);
    expect(plain((await screen.findByRole('group', { name: title })).textContent)).toContain(body);
  });

  test.each(BackupProblem.options)('says what became of a backup: %s', async (problem) => {
    strip([{ kind: 'backup-failed', since: SINCE, problem }]);
    const shown = await screen.findByRole('group', { name: 'The last backup failed' });
    expect(plain(shown.textContent)).toContain('At 28 Nov 2026, 7:00 pm');
    expect(screen.getByRole('link', { name: 'Open Backups' }).getAttribute('href')).toBe('/backups');
  });

  test('sends somebody who cannot look at backups to an administrator', async () => {
    strip([{ kind: 'backup-failed', since: SINCE, problem: 'no-access' }], 'gate');
    expect(await screen.findByText('Tell an administrator.')).toBeDefined();
    expect(screen.queryByRole('link')).toBeNull();
  });

  test('takes the answer that the clock is right, and is gone', async () => {
    const office = strip([CLOCK], 'seller');
    const button = await screen.findByRole('button', { name: 'The clock is right' });
    office.answer({ 'health.clockIsRight': ok(null), 'health.notices': ok([]) });
    await userEvent.click(button);
    await waitFor(() => expect(screen.queryByRole('group')).toBeNull());
    expect(office.callsOf('health.clockIsRight')).toEqual([{}]);
  });

  test('tells screen readers of a notice once, however often its figure changes', async () => {
    const office = strip([{ kind: 'disk-low', freeBytes: 900_000_000 }, CLOCK]);
    await screen.findAllByRole('group');
    const heard = document.querySelector('[data-live="assertive"]');
    const first = heard?.textContent;
    expect(first?.trim()).toBe('The disk is nearly full. Is the clock of this computer right?');
    office.answer({
      'health.clockIsRight': ok(null),
      'health.notices': ok([{ kind: 'disk-low', freeBytes: 800_000_000 }]),
    });
    await userEvent.click(screen.getByRole('button', { name: 'The clock is right' }));
    await waitFor(() => expect(screen.getByRole('group').textContent).toContain('800'));
    // Said again, it would end in a blank that nobody sees, or in none.
    expect(heard?.textContent).toBe(first);
  });

  test('stands above every page of the desk, for the gate too', async () => {
    const status = officeStatus({ session: { ...ASHA, role: 'gate' } });
    renderApp(fakeOffice({ 'office.status': ok(status), 'health.notices': ok([CLOCK]) }), '/nowhere');
    expect(await screen.findByRole('group', { name: 'Is the clock of this computer right?' })).toBeDefined();
  });
});
