import { type HandlersOf, usernameOf } from '../caller';
import type { Privacy } from './privacy';

export function createPrivacyHandlers(
  privacy: Privacy,
): HandlersOf<
  'privacy.status' | 'privacy.save' | 'privacy.find' | 'privacy.export' | 'privacy.erase' | 'privacy.eraseAll'
> {
  return {
    'privacy.status': () => privacy.status(),
    'privacy.save': (wanted) => privacy.save(wanted),
    'privacy.find': ({ text }) => privacy.find(text),
    'privacy.export': ({ passIds }) => privacy.exportPerson(passIds),
    'privacy.erase': ({ passIds }, caller) => privacy.erase(passIds, usernameOf(caller)),
    'privacy.eraseAll': (_input, caller) => privacy.eraseAll(usernameOf(caller)),
  };
}
