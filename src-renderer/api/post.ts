import { ERROR_CODES, type Refusal, type Reply } from '../../src-shared/contract/operation';

export const UNREACHABLE = { ok: false, code: 'unreachable' } as const satisfies Refusal;

/**
 * Posts an operation's input to a path of this page's own office. Never rejects: whatever is no reply of the office, and
 * none within `timeoutMs`, is `unreachable`.
 */
export async function post(path: string, input: unknown, timeoutMs: number): Promise<Reply<unknown>> {
  try {
    const answer = await fetch(path, {
      method: 'POST',
      // No other site can make a browser send this header, so it keeps their forms out.
      headers: { 'content-type': 'application/json', 'x-box-office': '1' },
      credentials: 'same-origin',
      cache: 'no-store',
      redirect: 'error',
      body: JSON.stringify(input),
      signal: AbortSignal.timeout(timeoutMs),
    });
    return asReply(await answer.json());
  } catch {
    return UNREACHABLE;
  }
}

/** Something between here and the office, such as a portal of the Wi-Fi, may have answered in its place. */
export function asReply(answer: unknown): Reply<unknown> {
  return isReply(answer) ? answer : UNREACHABLE;
}

function isReply(answer: unknown): answer is Reply<unknown> {
  if (typeof answer !== 'object' || answer === null || !('ok' in answer)) return false;
  if (answer.ok === true) return 'value' in answer;
  return answer.ok === false && 'code' in answer && ERROR_CODES.some((code) => code === answer.code);
}
