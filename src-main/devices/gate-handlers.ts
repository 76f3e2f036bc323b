import type { z } from 'zod';
import type { gateContract } from '../../src-shared/contract/gate';
import type { Output } from '../../src-shared/contract/operation';
import type { GateFigures } from '../../src-shared/contract/reports';
import { toInstant } from '../../src-shared/instant';
import { type Caller, deviceOf, type HandlersOf, usernameOf } from '../caller';
import type { Settings } from '../settings/settings';
import type { Signing } from '../signing/signing';
import type { Devices } from './devices';

interface GateHandlersOptions {
  readonly devices: Devices;
  readonly settings: Pick<Settings, 'eventOrNull'>;
  readonly signing: Pick<Signing, 'state'>;
  readonly figures: () => Promise<z.infer<typeof GateFigures>>;
  readonly now: () => number;
}

type Status = Output<(typeof gateContract)['gate.status']>;
/** What a phone is told that is no device. */
const NOTHING = { check: null, device: null, event: null, keys: null, figures: null };

/** What a phone does about itself. Scanning is in `scans`. */
export function createGateHandlers({
  devices,
  settings,
  signing,
  figures,
  now,
}: GateHandlersOptions): HandlersOf<'gate.join' | 'gate.status' | 'gate.selfTest' | 'gate.leave'> {
  async function ofDevice(caller: Caller): Promise<Omit<Status, 'now'>> {
    const event = settings.eventOrNull();
    return {
      ...NOTHING,
      state: 'device',
      device: devices.self(deviceOf(caller), caller.connection),
      event: event && { name: event.name, timeZone: event.timeZone, country: event.country, timing: event.timing },
      keys: signing.state(),
      figures: await figures(),
    };
  }

  async function statusOf(caller: Caller): Promise<Omit<Status, 'now'>> {
    if (caller.role === 'device') return ofDevice(caller);
    if (caller.role === 'paused') return { ...NOTHING, state: 'paused' };
    const { check, refused } = devices.applicationOf(caller.connection);
    if (check !== null) return { ...NOTHING, state: 'applicant', check };
    return { ...NOTHING, state: refused ? 'refused' : 'stranger' };
  }

  return {
    'gate.join': ({ token, rejoinKey }, { connection }) => devices.join(token, rejoinKey, connection),
    'gate.status': async ({ health }, caller) => {
      if (health && caller.deviceId !== null) devices.hear(caller.deviceId, health);
      return { ...(await statusOf(caller)), now: toInstant(now()) };
    },
    'gate.selfTest': async (selfTest, caller) => {
      await devices.keepSelfTest(deviceOf(caller), selfTest);
      return null;
    },
    'gate.leave': async (_input, caller) => {
      await devices.revoke(deviceOf(caller), usernameOf(caller));
      caller.connection.attach(null);
      return null;
    },
  };
}
