import { toInstant } from '../../src-shared/instant';
import type { HandlersOf } from '../caller';
import type { Listener } from './listener';

type ListenerOperations =
  | 'listener.status'
  | 'listener.save'
  | 'listener.forgetMove'
  | 'listener.importCertificate'
  | 'listener.authority';

interface HandlersOptions {
  readonly listener: Listener;
  /** Which phones joined at another origin than this one; null for none. */
  readonly moved: (origin: string) => { readonly from: string; readonly missing: number } | null;
}

export function createListenerHandlers({ listener, moved }: HandlersOptions): HandlersOf<ListenerOperations> {
  /** When phones were first served at the place whose move is not to be mentioned any more. */
  let forgotten: number | null = null;

  function moveOf(origin: string | null) {
    const since = listener.since();
    const left = origin === null || since === forgotten ? null : moved(origin);
    return left && { at: toInstant(since), ...left };
  }

  const status = () => {
    const now = listener.status();
    return { ...now, moved: moveOf(now.origin) };
  };

  return {
    'listener.status': status,
    'listener.save': async (next) => {
      await listener.save(next);
      return status();
    },
    'listener.forgetMove': () => {
      forgotten = listener.since();
      return null;
    },
    'listener.importCertificate': (input) => listener.importCertificate(input),
    'listener.authority': () => listener.authority(),
  };
}
