import { fireEvent, screen, waitFor, within } from '@testing-library/react';
import userEvent, { type UserEvent } from '@testing-library/user-event';
import { describe, expect, test } from 'vitest';
import { NO_PASSES, PASS_CODE, PASS_ID, PASS_TYPES, pass } from '../../support/desk-passes';
import { type Answers, type FakeOffice, fakeOffice, officeStatus, ok, renderApp } from '../../support/render-page';

const RAVI = { username: 'ravi', displayName: 'Ravi', role: 'seller', state: 'active' } as const;
const UNREACHABLE = { ok: false, code: 'unreachable' } as const;

let people = 0;
/** Somebody new at each desk, so that no test finds what another one left in its form. */
async function openDesk(answers: Answers = {}): Promise<{ office: FakeOffice; user: UserEvent }> {
  people += 1;
  const office = fakeOffice({
    'office.status': ok(officeStatus({ session: { ...RAVI, username: `seller${people}` } })),
    'passTypes.list': ok(PASS_TYPES),
    'passes.search': ok(NO_PASSES),
    'passes.sell': ok(pass()),
    'passes.get': ok({ pass: pass(), code: PASS_CODE }),
    'scans.ofPass': ok([]),
    'scans.recent': ok([]),
    'reports.gate': ok({ inside: 0, toComePeople: 0, admitted: 0, refused: 0, gates: [] }),
    ...answers,
  });
  renderApp(office, '/generate');
  await screen.findByRole('radio', { name: /Single/ });
  return { office, user: userEvent.setup() };
}
const type = (name: RegExp) => screen.getByRole<HTMLInputElement>('radio', { name });
const field = (name: string) => screen.getByLabelText<HTMLInputElement>(new RegExp(`^${name}`));
const sold = () => screen.findByRole('heading', { level: 1, name: 'Asha Patel' }, { timeout: 5_000 });

describe('selling', () => {
  test('is type, name, phone and Enter, without a mouse', async () => {
    const { office, user } = await openDesk();
    expect(document.activeElement).toBe(type(/Single/));
    await user.keyboard('1Asha Patel{Tab}98765 43210{Enter}');
    await sold();

    expect(office.callsOf('passes.sell')).toEqual([
      {
        saleId: expect.stringMatching(/^[0-9a-f-]{36}$/),
        passType: 'SINGLE',
        name1: 'Asha Patel',
        phone1: '98765 43210',
        paymentMode: 'CASH',
      },
    ]);
    expect(window.location.pathname).toBe(`/preview/${PASS_ID}`);
    await waitFor(() => expect(document.activeElement).toBe(screen.getByRole('button', { name: 'Print' })));
  });

  test('goes on with N, and begins on the type that was sold last', async () => {
    const { office, user } = await openDesk();
    await user.keyboard('{ArrowDown}');
    expect(type(/Couple/).checked).toBe(true);
    await user.keyboard('{Tab}Asha Patel{Tab}98765 43210{Tab}Ravi Patel{Enter}');
    await sold();
    await user.keyboard('n');

    await screen.findByRole('heading', { level: 1, name: 'Sell a pass' });
    expect(type(/Couple/).checked).toBe(true);
    expect(document.activeElement).toBe(type(/Couple/));
    expect([field('Name').value, field('Phone').value, field('Second name').value]).toEqual(['', '', '']);
    expect(office.callsOf('passes.sell')[0]).toMatchObject({ passType: 'COUPLE', name2: 'Ravi Patel' });
  });

  test('wants a second name where a pass admits two, and asks for no second one where it does not', async () => {
    const { office, user } = await openDesk();
    expect(screen.queryByLabelText(/^Second name/)).toBeNull();
    await user.keyboard('2Asha Patel{Tab}98765 43210{Enter}');

    expect(await screen.findByText('Needed')).toBeDefined();
    await waitFor(() => expect(document.activeElement).toBe(field('Second name')));
    expect(office.callsOf('passes.sell')).toEqual([]);

    await user.keyboard('Ravi');
    await user.click(type(/Single/));
    await user.click(screen.getByRole('button', { name: /^Sell/ }));
    await sold();
    expect(office.callsOf('passes.sell')[0]).not.toHaveProperty('name2');
  });

  test('asks for a transaction reference when it is paid online, and only then', async () => {
    const { office, user } = await openDesk();
    await user.keyboard('1Asha Patel{Tab}98765 43210');
    expect(screen.queryByLabelText(/^Transaction reference/)).toBeNull();
    await user.click(screen.getByRole('radio', { name: 'Online' }));
    await user.type(field('Phone'), '{Enter}');
    await waitFor(() => expect(document.activeElement).toBe(field('Transaction reference')));
    await user.keyboard('UPI 300{Enter}');
    await sold();
    expect(office.callsOf('passes.sell')).toEqual([
      expect.objectContaining({ paymentMode: 'ONLINE', txnInfo: 'UPI 300' }),
    ]);
  });

  test('shows the price, how many people, what is left, and why a pass cannot be sold', async () => {
    const { user } = await openDesk();
    expect(type(/Couple.*₹999.*2 people · 12 left/).disabled).toBe(false);
    expect(type(/Family.*Sold out/).disabled).toBe(true);
    expect(type(/Student.*Not on sale/).disabled).toBe(true);
    await user.keyboard('3');
    expect(type(/Family/).checked).toBe(false);
    await user.keyboard('2');
    expect(screen.getByRole('group', { name: 'Total' }).textContent).toContain('₹999');
  });

  test('lists what this person sold last, each with the way to its pass', async () => {
    const { office } = await openDesk({ 'passes.search': ok({ ...NO_PASSES, passes: [pass()], total: 1 }) });
    const sales = within(await screen.findByRole('region', { name: 'Your last sales' }));
    const link = await sales.findByRole('link', { name: /Asha Patel/ });
    expect(link.getAttribute('href')).toBe(`/preview/${PASS_ID}`);
    expect(office.callsOf('passes.search')[0]).toMatchObject({
      filter: { soldBy: `seller${people}` },
      descending: true,
    });
  });
});

describe('a sale on its way', () => {
  /** The office takes its time until it is told to answer. */
  function slowAnswer() {
    let answer = () => {};
    const told = new Promise<void>((resolve) => {
      answer = resolve;
    });
    return { sell: () => told.then(() => ok(pass())), answer };
  }

  test('is sent once, however often Enter is pressed', async () => {
    const { sell, answer } = slowAnswer();
    const { office, user } = await openDesk({ 'passes.sell': sell });
    await user.keyboard('1Asha Patel{Tab}98765 43210');
    const form = field('Name').form as HTMLFormElement;
    fireEvent.submit(form);
    fireEvent.submit(form);
    answer();
    await sold();
    expect(office.callsOf('passes.sell')).toHaveLength(1);
  });

  test('is told of where the person is by then, and leaves no form behind to be sold again', async () => {
    const { sell, answer } = slowAnswer();
    const { user } = await openDesk({ 'passes.sell': sell });
    await user.keyboard('1Asha Patel{Tab}98765 43210{Enter}');
    await user.keyboard('{F3}');
    await waitFor(() => expect(window.location.pathname).toBe('/scanner'));
    answer();
    expect(await screen.findByText('The pass was sold')).toBeDefined();
    expect(window.location.pathname).toBe('/scanner');
    await user.keyboard('{F2}');
    expect((await screen.findByLabelText<HTMLInputElement>(/^Name/)).value).toBe('');
  });

  test('leads to a page where N in a dialog starts no sale', async () => {
    const { user } = await openDesk();
    await user.keyboard('1Asha Patel{Tab}98765 43210{Enter}');
    await sold();
    await user.click(screen.getByRole('button', { name: 'Cancel this pass' }));
    await screen.findByRole('dialog');
    await waitFor(() => expect(document.activeElement).toBe(screen.getByRole('button', { name: 'Keep the pass' })));
    await user.keyboard('n');
    expect(window.location.pathname).toBe(`/preview/${PASS_ID}`);
  });
});

describe('a sale that is refused', () => {
  test('says what is wrong beside the field, goes there and keeps everything', async () => {
    const { user } = await openDesk({
      'passes.sell': { ok: false, code: 'invalid-input', fields: { phone1: 'phone-invalid' } },
    });
    await user.keyboard('1Asha Patel{Tab}123{Enter}');
    expect(await screen.findByText('No such phone number exists')).toBeDefined();
    await waitFor(() => expect(document.activeElement).toBe(field('Phone')));
    expect([field('Name').value, field('Phone').value]).toEqual(['Asha Patel', '123']);
  });

  test('says so at the passes when the last one was sold elsewhere', async () => {
    const { user } = await openDesk({
      'passes.sell': { ok: false, code: 'invalid-input', fields: { passType: 'sold-out' } },
    });
    await user.keyboard('1Asha Patel{Tab}98765 43210{Enter}');
    const group = screen.getByRole('radiogroup', { name: 'Pass' });
    expect(await within(group).findByText('Sold out', { selector: '.mantine-Input-error, p, div' })).toBeDefined();
    expect(group.getAttribute('aria-invalid')).toBe('true');
  });

  test('leads to the pass that the person already has', async () => {
    const { user } = await openDesk({ 'passes.sell': { ok: false, code: 'duplicate-holder', passId: PASS_ID } });
    await user.keyboard('1Asha Patel{Tab}98765 43210{Enter}');
    const link = await screen.findByRole('link', { name: 'Show that pass' });
    expect(link.getAttribute('href')).toBe(`/preview/${PASS_ID}`);
    expect(field('Name').value).toBe('Asha Patel');
  });

  test('stays as it was typed while another page is looked at', async () => {
    const { user } = await openDesk();
    await user.keyboard('2Asha Patel{Tab}98765');
    await user.keyboard('{F3}');
    await waitFor(() => expect(window.location.pathname).toBe('/scanner'));
    await user.keyboard('{F2}');
    expect((await screen.findByLabelText<HTMLInputElement>(/^Name/)).value).toBe('Asha Patel');
    expect(field('Phone').value).toBe('98765');
    expect(type(/Couple/).checked).toBe(true);
  });
});

describe('a sale whose answer is lost', () => {
  test('is sent again under the same id, and the next sale has another', async () => {
    const { office, user } = await openDesk({ 'passes.sell': UNREACHABLE });
    await user.keyboard('1Asha Patel{Tab}98765 43210{Enter}');
    expect(await screen.findByText(/Sending it again is safe/, {}, { timeout: 5_000 })).toBeDefined();
    expect([field('Name').value, field('Phone').value]).toEqual(['Asha Patel', '98765 43210']);

    office.answer({ 'passes.sell': ok(pass()) });
    await user.click(screen.getByRole('button', { name: 'Send again' }));
    await sold();
    const first = new Set(office.callsOf('passes.sell').map(({ saleId }) => saleId));
    expect(first.size).toBe(1);

    await user.keyboard('n');
    await screen.findByRole('radio', { name: /Single/ });
    await user.keyboard('1Ravi{Tab}98765 43211{Enter}');
    await sold();
    expect(first).not.toContain(office.callsOf('passes.sell').at(-1)?.saleId);
  });

  test('keeps its id while another page is looked at', async () => {
    const { office, user } = await openDesk({ 'passes.sell': UNREACHABLE });
    await user.keyboard('1Asha Patel{Tab}98765 43210{Enter}');
    await screen.findByText(/Sending it again is safe/, {}, { timeout: 5_000 });
    await user.keyboard('{F3}');
    await waitFor(() => expect(window.location.pathname).toBe('/scanner'));
    await user.keyboard('{F2}');
    await screen.findByLabelText(/^Name/);
    office.answer({ 'passes.sell': ok(pass()) });
    await user.click(screen.getByRole('button', { name: /^Sell/ }));
    await sold();
    expect(new Set(office.callsOf('passes.sell').map(({ saleId }) => saleId)).size).toBe(1);
  });

  test('is not mixed up with what was changed since: another pass is only sold when that is said', async () => {
    const { office, user } = await openDesk({ 'passes.sell': { ok: false, code: 'conflict' } });
    await user.keyboard('1Asha Patel{Tab}98765 43210{Enter}');
    const another = await screen.findByRole('button', { name: 'Sell this as another pass' });
    office.answer({ 'passes.sell': ok(pass()) });
    await user.click(another);
    await sold();
    const [before, after] = office.callsOf('passes.sell');
    expect(after).toEqual({ ...before, saleId: expect.any(String) });
    expect(after?.saleId).not.toBe(before?.saleId);
  });
});
