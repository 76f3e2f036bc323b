import { ERROR_CODES, type Reply } from '../../src-shared/contract/operation';

/** Carries one operation to the office and brings its reply. Never rejects: a lost connection is a refusal too. */
export type Call = (name: string, input: unknown) => Promise<Reply<unknown>>;

declare global {
  interface Window {
    /** Present in the desk's own window, where the preload offers it. */
    readonly epass?: { readonly call: Call };
  }
}

const ORDINARY_MS = 15_000;
/** Files of many thousand rows and the slow hashing of passphrases take their time. */
const LONG_MS = 180_000;
const UNREACHABLE = { ok: false, code: 'unreachable' } as const satisfies Reply<unknown>;

/** Over IPC in the desk's own window, over HTTPS in a browser. */
export const call: Call = async (name, input) => {
  try {
    const reply = window.epass ? await window.epass.call(name, input) : await post(name, input);
    return isReply(reply) ? reply : UNREACHABLE;
  } catch {
    return UNREACHABLE;
  }
};

async function post(name: string, input: unknown): Promise<unknown> {
  const answer = await fetch(`/api/call/${encodeURIComponent(name)}`, {
    method: 'POST',
    // No other site can make a browser send this header, so it keeps their forms out.
    headers: { 'content-type': 'application/json', 'x-box-office': '1' },
    credentials: 'same-origin',
    cache: 'no-store',
    redirect: 'error',
    body: JSON.stringify(input),
    signal: AbortSignal.timeout(/^(exchange|setUp|keys)\./.test(name) ? LONG_MS : ORDINARY_MS),
  });
  return answer.json();
}

/** Something between here and the office, such as a portal of the Wi-Fi, may have answered in its place. */
function isReply(answer: unknown): answer is Reply<unknown> {
  if (typeof answer !== 'object' || answer === null || !('ok' in answer)) return false;
  if (answer.ok === true) return 'value' in answer;
  return answer.ok === false && 'code' in answer && ERROR_CODES.some((code) => code === answer.code);
}
