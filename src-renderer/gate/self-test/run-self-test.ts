import type { GateLink } from '../gate-link';
import { type CheckName, type CheckReport, errorName, type Finding, finding } from './finding';
import { checkClock, checkFetch, checkLatency } from './office-checks';
import {
  checkCamera,
  checkCookie,
  checkDecoder,
  checkSecureContext,
  checkSound,
  checkStorage,
  checkVibration,
  checkWakeLock,
} from './platform-checks';

interface SelfTestTools {
  readonly link: Pick<GateLink, 'api' | 'state'>;
  /** Made in the tap that began the test; null where there is none. */
  readonly audio: AudioContext | null;
}

const CHECKS: Readonly<Record<CheckName, (tools: SelfTestTools) => Finding | Promise<Finding>>> = {
  'secure-context': checkSecureContext,
  cookie: ({ link }) => checkCookie(link),
  fetch: ({ link }) => checkFetch(link),
  latency: ({ link }) => checkLatency(link),
  clock: ({ link }) => checkClock(link),
  camera: () => checkCamera(),
  decoder: () => checkDecoder(),
  storage: checkStorage,
  'wake-lock': checkWakeLock,
  sound: ({ audio }) => checkSound(audio),
  vibration: checkVibration,
};
/** In the order in which they run and are shown. */
export const CHECK_NAMES = Object.keys(CHECKS) as CheckName[];

/**
 * Runs all checks, one after the other.
 * @param onReport after each of them
 */
export async function runSelfTest(
  tools: SelfTestTools,
  onReport: (reports: readonly CheckReport[]) => void,
): Promise<readonly CheckReport[]> {
  const reports: CheckReport[] = [];
  for (const check of CHECK_NAMES) {
    reports.push({ check, ...(await run(check, tools)) });
    onReport([...reports]);
  }
  return reports;
}

async function run(check: CheckName, tools: SelfTestTools): Promise<Finding> {
  try {
    return await CHECKS[check](tools);
  } catch (error) {
    return finding('failed', errorName(error));
  }
}
