import { fromInstant } from '../../../src-shared/moment';
import type { GateLink } from '../gate-link';
import { type Finding, finding, median } from './finding';

/** Milliseconds. Above it a queue at the gate feels every answer. */
const SLOW_MS = 400;
/** Milliseconds. Nothing depends on the clock, but a phone that is this wrong shows wrong times. */
const WRONG_CLOCK_MS = 120_000;
/** As many as the office takes at once beside the page's own. */
const SAMPLES = 3;

interface Sample {
  readonly latencyMs: number;
  readonly skewMs: number;
}

export async function checkFetch({ api }: Pick<GateLink, 'api'>): Promise<Finding> {
  const reply = await api['gate.status']({});
  return reply.ok ? finding('passed') : finding('failed', reply.code);
}

export async function checkLatency({ api }: Pick<GateLink, 'api'>): Promise<Finding> {
  const samples = await measure(api);
  if (samples.length === 0) return finding('absent');
  const latencyMs = median(samples.map((one) => one.latencyMs));
  return finding(latencyMs > SLOW_MS ? 'failed' : 'passed', '', latencyMs);
}

export async function checkClock({ api }: Pick<GateLink, 'api'>): Promise<Finding> {
  const [sample] = await measure(api, 1);
  if (!sample) return finding('absent');
  const { skewMs } = sample;
  return finding(Math.abs(skewMs) > WRONG_CLOCK_MS ? 'failed' : 'passed', '', Math.max(-1e12, Math.min(skewMs, 1e12)));
}

async function measure(api: GateLink['api'], count = SAMPLES): Promise<Sample[]> {
  const samples: Sample[] = [];
  for (let turn = 0; turn < count; turn++) {
    const [beganAt, began] = [Date.now(), performance.now()];
    const reply = await api['gate.status']({});
    const latencyMs = performance.now() - began;
    if (reply.ok) samples.push({ latencyMs, skewMs: beganAt + latencyMs / 2 - fromInstant(reply.value.now) });
  }
  return samples;
}
