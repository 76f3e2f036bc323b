import { useEffect, useRef, useState } from 'react';
import type { GateLink } from '../gate-link';
import type { CheckReport } from './finding';
import { runSelfTest } from './run-self-test';

/** Null for a phone that the desk does not know: there is nobody to keep its result. */
export type Kept = 'yes' | 'no' | null;

export interface SelfTestState {
  readonly phase: 'ready' | 'running' | 'done';
  readonly reports: readonly CheckReport[];
  readonly kept: Kept;
}

const LONGEST_BROWSER = 300;

export function useSelfTest(link: GateLink): SelfTestState & { readonly start: () => void } {
  const [state, setState] = useState<SelfTestState>({ phase: 'ready', reports: [], kept: null });
  const isGone = useRef(false);
  useEffect(() => {
    isGone.current = false;
    return () => {
      isGone.current = true;
    };
  }, []);

  /** Called from the tap itself: only there may sound begin. */
  function start() {
    const audio = openAudio();
    setState({ phase: 'running', reports: [], kept: null });
    void finish(audio);
  }

  async function finish(audio: AudioContext | null) {
    const checks = await runSelfTest({ link, audio }, (reports) => {
      if (!isGone.current) setState({ phase: 'running', reports, kept: null });
    });
    const kept = await send(link, checks);
    void audio?.close().catch(() => undefined);
    if (!isGone.current) setState({ phase: 'done', reports: checks, kept });
  }

  return { ...state, start };
}

async function send(link: GateLink, checks: readonly CheckReport[]): Promise<Kept> {
  if (link.state().status?.state !== 'device') return null;
  const browser = navigator.userAgent.slice(0, LONGEST_BROWSER);
  const reply = await link.api['gate.selfTest']({ checks: [...checks], browser });
  return reply.ok ? 'yes' : 'no';
}

function openAudio(): AudioContext | null {
  try {
    return new AudioContext();
  } catch {
    return null;
  }
}
