import { monitorEventLoopDelay } from 'node:perf_hooks';

/** Milliseconds between two looks: often enough to meet what holds everybody up, seldom enough for a laptop's battery. */
const RESOLUTION = 50;
const NANOSECONDS = 1_000_000;

export type Lag = ReturnType<typeof watchLag>;

/** How late the office gets to what is due. To be stopped. */
export function watchLag() {
  const delays = monitorEventLoopDelay({ resolution: RESOLUTION });
  delays.enable();
  // What is measured is the time between two looks.
  const late = (nanoseconds: number) => Math.max(0, nanoseconds / NANOSECONDS - RESOLUTION);
  const percentile = (percent: number) => (delays.count === 0 ? null : late(delays.percentile(percent)));
  return {
    figures: () => ({ p50: percentile(50), p99: percentile(99) }),
    stop: (): void => void delays.disable(),
  };
}
