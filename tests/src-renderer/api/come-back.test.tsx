import { act, screen } from '@testing-library/react';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { useQueryOperation } from '../../../src-renderer/api/use-operation';
import english from '../../../src-renderer/translations/en/page-errors.json';
import { ErrorBoundary } from '../../../src-renderer/ui/error-boundary';
import { type Answers, fakeOffice, ok, renderPage } from '../../support/render-page';

const UNREACHABLE = { ok: false, code: 'unreachable' } as const;
const STORAGE = { ok: false, code: 'storage-failed', reference: '1A2B3C4D' } as const;
const NO_STAFF = { 'staff.list': ok([]) } satisfies Answers;

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

const pass = (milliseconds: number) => act(() => vi.advanceTimersByTimeAsync(milliseconds));
const shown = () => screen.getByRole('note').textContent;

function Page({ name }: { readonly name: 'staff.list' | 'devices.responsible' }) {
  const { data, error } = useQueryOperation(name, {});
  return <p role="note">{data ? 'here' : (error?.refusal.code ?? 'loading')}</p>;
}

test('a page that could not be read comes back by itself when the office does', async () => {
  const { office } = renderPage(<Page name="staff.list" />, { office: fakeOffice({ 'staff.list': UNREACHABLE }) });
  await pass(2_000);
  expect(shown()).toBe('unreachable');
  await pass(60_000);
  office.answer(NO_STAFF);
  await pass(7_000);
  expect(shown()).toBe('here');
});

test('an answer that nobody foresaw stops the page with words, and does not leave it waiting', async () => {
  renderPage(
    <ErrorBoundary>
      <Page name="staff.list" />
    </ErrorBoundary>,
    { office: fakeOffice() },
  );
  await pass(2_000);
  expect(screen.getByRole('heading').textContent).toBe(english.title);
});

test('it goes on saying why while it asks again', async () => {
  let asked = 0;
  let inPage: string | null = null;
  const office = fakeOffice({
    'staff.list': async () => {
      asked += 1;
      inPage = shown();
      return UNREACHABLE;
    },
  });
  renderPage(<Page name="staff.list" />, { office });
  await pass(2_000);
  expect(shown()).toBe('unreachable');
  const before = asked;
  while (asked === before) await pass(100);
  expect(inPage).toBe('unreachable');
  expect(shown()).toBe('unreachable');
});

test('it asks less often the longer it lasts, three times in a row and then not for five seconds', async () => {
  const { office } = renderPage(<Page name="staff.list" />, { office: fakeOffice({ 'staff.list': UNREACHABLE }) });
  const calls = () => office.callsOf('staff.list').length;
  await pass(12_000);
  const first = calls();
  await pass(60_000);
  const before = calls();
  await pass(12_000);
  expect(calls() - before).toBeLessThan(first);
  expect(calls() - before).toBeLessThanOrEqual(6);
});

test('a failing disk is waited for by what leaves the desk to lock, and by nothing else', async () => {
  const office = fakeOffice({ 'devices.responsible': STORAGE, 'staff.list': STORAGE });
  renderPage(<Page name="devices.responsible" />, { office });
  await pass(1_000);
  expect(shown()).toBe('storage-failed');
  office.answer({ 'devices.responsible': ok([]) });
  await pass(5_000);
  expect(shown()).toBe('here');
});

test('a list that a person asked for is not asked again while the disk fails', async () => {
  const office = fakeOffice({ 'staff.list': STORAGE });
  renderPage(<Page name="staff.list" />, { office });
  await pass(60_000);
  expect(shown()).toBe('storage-failed');
  expect(office.callsOf('staff.list')).toHaveLength(1);
});

test('what is refused for good is not asked again', async () => {
  const office = fakeOffice({ 'staff.list': { ok: false, code: 'forbidden' } });
  renderPage(<Page name="staff.list" />, { office });
  await pass(60_000);
  expect(office.callsOf('staff.list')).toHaveLength(1);
});
