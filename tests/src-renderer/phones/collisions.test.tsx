import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { describe, expect, test } from 'vitest';
import { CollisionsCard } from '../../../src-renderer/phones/collisions-card';
import type { Role } from '../../../src-shared/contract/operation';
import type { Collision } from '../../../src-shared/contract/scans';
import { instant, PASS_ID } from '../../support/desk-passes';
import { type Answers, ASHA, fakeOffice, officeStatus, ok, renderApp, renderPage } from '../../support/render-page';

const TWICE: Collision = {
  scanId: 'one',
  deviceId: 'd',
  gate: 'Gate 1',
  by: 'gate1',
  recordedAt: instant('2026-11-28T13:32:00Z'),
  raisedAt: instant('2026-11-28T13:50:10Z'),
  reason: 'already-used',
  passId: PASS_ID,
  name1: 'Asha Patel',
  name2: 'Ravi Patel',
  passTypeLabel: 'Couple',
  firstAdmission: { at: instant('2026-11-28T13:40:00Z'), byName: 'Meera', desk: 'North door' },
  settled: null,
};
const CANCELLED: Collision = {
  ...TWICE,
  scanId: 'two',
  reason: 'cancelled',
  name1: 'Kiran',
  name2: null,
  firstAdmission: null,
};
const UNKNOWN = { passId: null, name1: null, name2: null, passTypeLabel: null, firstAdmission: null } as const;
const FORGED: Collision = { ...TWICE, ...UNKNOWN, scanId: 'three', reason: 'invalid' };
const NOT_FOUND: Collision = { ...TWICE, ...UNKNOWN, scanId: 'four', reason: 'not-found' };
const SETTLED_TWICE: Collision = {
  ...TWICE,
  settled: { at: instant('2026-11-28T13:55:00Z'), by: 'ravi', decision: 'left' },
};

const user = userEvent.setup({ delay: null, pointerEventsCheck: 0 });

function desk(answers: Answers, role: Role = 'seller') {
  const status = officeStatus({ session: { ...ASHA, role } });
  const office = fakeOffice({ 'office.status': ok(status), ...answers });
  renderApp(office, '/nowhere');
  return office;
}
const look = () => screen.findByRole('button', { name: 'Look' });
const spoken = () => document.querySelector('[data-live="assertive"]')?.textContent?.trim();

async function openDialog(collisions: readonly Collision[], more: Answers = {}) {
  const office = desk({ 'scans.collisions': ok([...collisions]), ...more });
  await user.click(await look());
  return { office, dialog: within(await screen.findByRole('dialog', { name: 'Let in by mistake' })) };
}
const lines = (dialog: ReturnType<typeof within>) =>
  within(dialog.getByRole('list', { name: 'To be decided' }))
    .queryAllByRole('listitem')
    .map((line) => line.textContent);

describe('the strip', () => {
  test('says on any page that a pass was let in twice, also to those who only listen', async () => {
    desk({ 'scans.collisions': ok([TWICE]) });
    expect(await screen.findByText('1 pass was let in twice', { selector: 'p' })).toBeDefined();
    expect(spoken()).toBe('1 pass was let in twice');
    // Not by the strip as well, which would say it twice.
    expect(screen.queryByRole('alert')).toBeNull();
  });

  test('says so again when another one comes, by itself, and not when one is settled', async () => {
    const office = desk({ 'scans.collisions': ok([TWICE]) });
    await look();
    office.answer({ 'scans.collisions': ok([CANCELLED, TWICE]) });
    await screen.findByText('2 passes were let in that should not have been', { selector: 'p' });
    expect(spoken()).toBe('2 passes were let in that should not have been');

    office.answer({ 'scans.collisions': ok([CANCELLED, SETTLED_TWICE]) });
    await screen.findByText('1 pass was let in that should not have been', { selector: 'p' });
    expect(spoken()).toBe('2 passes were let in that should not have been');
  });

  test('is not there when everything is settled', async () => {
    const office = desk({ 'scans.collisions': ok([SETTLED_TWICE]) });
    await waitFor(() => expect(office.callsOf('scans.collisions')).not.toEqual([]));
    expect(screen.queryByRole('button', { name: 'Look' })).toBeNull();
  });

  test('is not for somebody who only scans, and asks nothing for them', async () => {
    const office = desk({ 'scans.collisions': ok([TWICE]) }, 'gate');
    await screen.findByRole('heading', { level: 1, name: 'No such page' });
    expect(office.callsOf('scans.collisions')).toEqual([]);
  });
});

describe('what is shown of each', () => {
  test('who, where and when, why it was wrong, and how late that was known', async () => {
    const { dialog } = await openDialog([TWICE]);
    const [line] = lines(dialog);
    expect(line).toMatch(/^Asha Patel and Ravi Patel · Couple/);
    expect(line).toMatch(/Let in at 7:02.PM at Gate 1 by gate1\./);
    expect(line).toMatch(/The same pass was let in at 7:10.PM at North door by Meera\./);
    expect(line).toMatch(/The box office heard of it at 7:20.PM, 18 minutes later\./);
    expect(dialog.getByRole('link', { name: 'Show the pass' }).getAttribute('href')).toBe(`/preview/${PASS_ID}`);
  });

  test('the way to the pass, out of the dialog', async () => {
    const answers: Answers = {
      'passes.get': { ok: false, code: 'not-found' },
      'scans.ofPass': ok([]),
    };
    const { dialog } = await openDialog([TWICE], answers);
    await user.click(dialog.getByRole('link', { name: 'Show the pass' }));
    expect(await screen.findByRole('heading', { level: 1, name: 'No such pass' })).toBeDefined();
    await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull());
  });

  test('each reason in its own words, and no way to a pass that there is not', async () => {
    const { dialog } = await openDialog([CANCELLED, FORGED, NOT_FOUND]);
    expect(lines(dialog)).toEqual([
      expect.stringContaining('The pass had been cancelled.'),
      expect.stringMatching(/^Unknown pass.*The code is forged, or belongs to another event\./),
      expect.stringMatching(/^Unknown pass.*The code is genuine, but this event has no such pass\./),
    ]);
    expect(dialog.getAllByRole('link', { name: 'Show the pass' })).toHaveLength(1);
  });

  test('a use before phones were there names no gate', async () => {
    const first = { at: instant('2026-11-28T13:40:00Z'), byName: 'Meera', desk: null };
    const { dialog } = await openDialog([
      { ...TWICE, firstAdmission: first },
      { ...TWICE, scanId: 'x', gate: '', firstAdmission: null },
    ]);
    expect(lines(dialog)).toEqual([
      expect.stringMatching(/The same pass was let in at 7:10.PM by Meera\./),
      expect.stringMatching(/Let in at 7:02.PM by gate1\..*The same pass was let in elsewhere as well\./),
    ]);
  });
});

describe('the decision', () => {
  test('is sent as it was made, and the line moves to those that are settled', async () => {
    const { office, dialog } = await openDialog([TWICE, CANCELLED], { 'scans.settle': ok(SETTLED_TWICE) });
    const group = within(dialog.getByRole('group', { name: 'What became of Asha Patel and Ravi Patel?' }));
    office.answer({ 'scans.collisions': ok([CANCELLED, SETTLED_TWICE]) });
    await user.click(group.getByRole('button', { name: 'They were sent out' }));

    const settled = (await dialog.findByText('Settled (1)')).closest('details');
    expect(office.callsOf('scans.settle')).toEqual([{ scanId: 'one', decision: 'left' }]);
    expect(settled?.open).toBe(false);
    expect(settled?.textContent).toMatch(/They were sent out, decided by ravi at 7:25.PM/);
    expect(lines(dialog)).toEqual([expect.stringContaining('Kiran')]);
    // The button is gone; the focus stays where the next decision is.
    await waitFor(() => expect(document.activeElement?.getAttribute('aria-label')).toBe('To be decided'));
  });

  test('of somebody else who was faster holds and is shown', async () => {
    const { office, dialog } = await openDialog([TWICE], { 'scans.settle': { ok: false, code: 'conflict' } });
    office.answer({ 'scans.collisions': ok([SETTLED_TWICE]) });
    await user.click(dialog.getByRole('button', { name: 'They stay inside' }));
    expect((await dialog.findByRole('alert')).textContent).toContain(
      'ravi had decided about Asha Patel and Ravi Patel already: They were sent out. That holds.',
    );
    expect(dialog.queryByRole('button', { name: 'They stay inside' })).toBeNull();
    // The dialog stays, though the strip that opened it is gone.
    expect(dialog.getByText('Nothing is left to decide.')).toBeDefined();
  });

  test('that cannot be saved says so and can be made again', async () => {
    const { dialog } = await openDialog([TWICE], { 'scans.settle': { ok: false, code: 'storage-failed' } });
    await user.click(dialog.getByRole('button', { name: 'They stay inside' }));
    expect((await dialog.findByRole('alert')).textContent).toContain('The storage does not work just now');
    expect(dialog.getByRole<HTMLButtonElement>('button', { name: 'They stay inside' }).disabled).toBe(false);
  });
});

describe('on the page of phones', () => {
  test('they stand in a card of their own', async () => {
    renderPage(<CollisionsCard />, { office: fakeOffice({ 'scans.collisions': ok([TWICE, SETTLED_TWICE]) }) });
    const card = within(await screen.findByRole('region', { name: 'Let in by mistake' }));
    expect(card.getByRole('button', { name: 'They stay inside' })).toBeDefined();
    expect(card.getByText('Settled (1)')).toBeDefined();
  });

  test('nothing is there while there have been none', async () => {
    const { office } = renderPage(<CollisionsCard />);
    await waitFor(() => expect(office.callsOf('scans.collisions')).toHaveLength(1));
    expect(screen.queryByRole('region')).toBeNull();
  });
});
