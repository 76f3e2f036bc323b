import { type HandlersOf, usernameOf } from '../caller';
import type { Scans } from './scans';

export function createScansHandlers(scans: Scans): HandlersOf<'scans.scan' | 'scans.recent' | 'scans.ofPass'> {
  return {
    'scans.scan': (scan, caller) =>
      scans.scan(scan, { username: usernameOf(caller), desk: caller.connection.desk, deviceId: null }),
    'scans.recent': ({ limit }, caller) => scans.recent(limit, caller.role === 'gate' ? usernameOf(caller) : null),
    'scans.ofPass': ({ passId }) => scans.ofPass(passId),
  };
}
