import { MantineProvider } from '@mantine/core';
import { Notifications } from '@mantine/notifications';
import { type RenderResult, render } from '@testing-library/react';
import type { ReactNode } from 'react';
import { ApiProvider } from '../../src-renderer/api/api-provider';
import type { Call } from '../../src-renderer/api/call';
import type { InputOf, OutputOf } from '../../src-renderer/api/operations';
import { App } from '../../src-renderer/app';
import { PersonContext } from '../../src-renderer/session/office';
import { OfficeProvider } from '../../src-renderer/session/office-provider';
import type { SignedInPerson, Status } from '../../src-renderer/session/session-types';
import { theme } from '../../src-renderer/theme/theme';
import { deskWords } from '../../src-renderer/translations/desk-words';
import { startTranslations } from '../../src-renderer/translations/i18n';
import { LiveRegion } from '../../src-renderer/ui/live-region';
import type { OperationName } from '../../src-shared/contract/contract';
import type { Reply } from '../../src-shared/contract/operation';
import { LISTENER_OFF } from './desk-phones';

startTranslations(['en'], deskWords);

/** What the office answers to an operation: a value, a refusal, or what a function makes of the input. */
type Answer<K extends OperationName> =
  | Reply<OutputOf<K>>
  | ((input: InputOf<K>) => Reply<OutputOf<K>> | Promise<Reply<OutputOf<K>>>);
export type Answers = { [K in OperationName]?: Answer<K> };

export interface FakeOffice {
  readonly call: Call;
  /** Answers differently from now on. */
  answer(answers: Answers): void;
  /** The inputs an operation was called with, in order. */
  callsOf<K extends OperationName>(name: K): InputOf<K>[];
}

/** What the frame of the desk asks for by itself on every page. */
const ON_EVERY_PAGE: Answers = {
  'scans.collisions': { ok: true, value: [] },
  'listener.status': ok(LISTENER_OFF),
  'health.notices': ok([]),
  'store.status': ok({ kind: 'file' }),
};

/** Stands in for the wire: pages are tested with everything of theirs, up to the message they would send. */
export function fakeOffice(first: Answers = {}): FakeOffice {
  const calls: { readonly name: string; readonly input: unknown }[] = [];
  let answers: Record<string, unknown> = { ...ON_EVERY_PAGE, ...first };
  return {
    call: async (name, input) => {
      calls.push({ name, input: structuredClone(input) });
      const answer = answers[name];
      if (answer === undefined) throw new Error(`the test has no answer for ${name}`);
      return (typeof answer === 'function' ? await answer(input) : answer) as Reply<unknown>;
    },
    answer: (more) => {
      answers = { ...answers, ...more };
    },
    callsOf: (name) => calls.filter((call) => call.name === name).map((call) => call.input as never),
  };
}

export function ok<T>(value: T): { readonly ok: true; readonly value: T } {
  return { ok: true, value };
}

export const ASHA: SignedInPerson = { username: 'admin1', displayName: 'Asha', role: 'administrator', state: 'active' };

export function officeStatus(change: Partial<Status> = {}): Status {
  return {
    stage: 'open',
    needsSetUpCode: false,
    event: {
      name: 'Garba Night',
      venue: 'Town Hall',
      date: '2026-11-28',
      timing: '7:00 PM - 11:00 PM',
      currency: { code: 'INR', decimals: 0 },
      country: 'IN',
      timeZone: 'Asia/Kolkata',
    },
    settings: { codeFormat: 'compact', idleMinutes: 15 },
    keys: 'ready',
    keyProtection: 'system',
    desk: null,
    desktop: false,
    demo: false,
    version: '0.1.0',
    session: ASHA,
    ...change,
  };
}

interface PageOptions {
  readonly office?: FakeOffice;
  readonly status?: Partial<Status>;
  readonly person?: SignedInPerson;
}

/** One page alone, as somebody who is signed in sees it. */
export function renderPage(page: ReactNode, options: PageOptions = {}): RenderResult & { readonly office: FakeOffice } {
  const { office = fakeOffice(), person = ASHA, status } = options;
  const view = render(
    <MantineProvider theme={theme} env="test">
      <ApiProvider call={office.call}>
        <LiveRegion>
          <OfficeProvider status={officeStatus({ session: person, ...status })}>
            <PersonContext value={person}>
              <main>{page}</main>
            </PersonContext>
          </OfficeProvider>
        </LiveRegion>
        <Notifications />
      </ApiProvider>
    </MantineProvider>,
  );
  return { ...view, office };
}

/** The whole desk at an address. */
export function renderApp(office: FakeOffice, path = '/'): RenderResult {
  window.history.replaceState(null, '', path);
  return render(<App call={office.call} />);
}
