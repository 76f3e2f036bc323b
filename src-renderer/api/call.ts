import type { Reply } from '../../src-shared/contract/operation';
import { asReply, post, UNREACHABLE } from './post';

/** Carries one operation to the office and brings its reply. Never rejects: a lost connection is a refusal too. */
export type Call = (name: string, input: unknown) => Promise<Reply<unknown>>;

declare global {
  interface Window {
    /** Present in the desk's own window, where the preload offers it. */
    readonly epass?: { readonly call: Call };
  }
}

const ORDINARY_MS = 15_000;
/** Files of many thousand rows, whole events and the slow hashing of passphrases take their time. */
const LONG_MS = 180_000;

/** Over IPC in the desk's own window, over HTTPS in a browser. */
export const call: Call = async (name, input) => {
  if (!window.epass) return post(`/api/call/${encodeURIComponent(name)}`, input, patienceFor(name));
  try {
    return asReply(await window.epass.call(name, input));
  } catch {
    return UNREACHABLE;
  }
};

/** Milliseconds. */
function patienceFor(name: string): number {
  return /^(exchange|setUp|keys|backups|restore|privacy|store)\./.test(name) ? LONG_MS : ORDINARY_MS;
}
