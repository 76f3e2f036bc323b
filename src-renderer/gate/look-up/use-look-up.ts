import { useEffect, useState } from 'react';
import type { Refusal } from '../../../src-shared/contract/operation';
import type { GateOutput } from '../gate-api';
import type { GateLink } from '../gate-link';

export type Found = GateOutput<'gate.find'>;

export type LookUpState =
  /** Not enough letters. */
  | { readonly kind: 'idle' }
  | { readonly kind: 'searching' }
  | { readonly kind: 'found'; readonly found: Found }
  | { readonly kind: 'refused'; readonly refusal: Refusal };

/** Milliseconds without another letter before the office is asked: it counts how often a phone looks names up. */
const PAUSE_MS = 400;
const LEAST_LETTERS = 3;
const IDLE = { kind: 'idle' } as const;

/** @returns whether the office would look for it, by the rule of its `gate-search` */
export function isEnough(name: string): boolean {
  return (name.normalize('NFC').match(/[\p{L}\p{M}\p{N}]/gu) ?? []).length >= LEAST_LETTERS;
}

/** Looks a name up while it is typed. The newest name wins, whatever order the answers come in. */
export function useLookUp(link: GateLink, typed: string): LookUpState {
  const name = typed.trim();
  const [answer, setAnswer] = useState<{ readonly name: string; readonly state: LookUpState } | null>(null);
  const [turn, setTurn] = useState(0);

  useEffect(() => {
    if (!isEnough(name)) return;
    let isOver = false;
    let retry: ReturnType<typeof setTimeout> | undefined;
    const again = () => setTurn((before) => before + 1);

    async function ask() {
      const reply = await link.api['gate.find']({ name });
      if (isOver) return;
      setAnswer({
        name,
        state: reply.ok ? { kind: 'found', found: reply.value } : { kind: 'refused', refusal: reply },
      });
      if (!reply.ok && reply.retryAfterSeconds) retry = setTimeout(again, reply.retryAfterSeconds * 1_000);
    }

    const timer = setTimeout(() => void ask(), PAUSE_MS);
    // What could not be looked up while the desk was away is looked up when it is back.
    const unsubscribe = link.onBack(again);
    return () => {
      isOver = true;
      clearTimeout(timer);
      clearTimeout(retry);
      unsubscribe();
    };
  }, [link, name, turn]);

  if (!isEnough(name)) return IDLE;
  return answer?.name === name ? answer.state : { kind: 'searching' };
}
