import type { HandlersOf } from '../caller';
import type { Signing } from './signing';

export function createKeyHandlers(
  signing: Signing,
): HandlersOf<'keys.list' | 'keys.unlock' | 'keys.rotate' | 'keys.importSecret' | 'keys.printKit' | 'keys.restore'> {
  return {
    'keys.list': async () => {
      const rows = await signing.list();
      return rows.map((row) => ({
        keyId: row.key_id,
        createdAt: row.created_at,
        source: row.source,
        current: row.is_current === 1,
      }));
    },
    'keys.unlock': async ({ passphrase }) => {
      await signing.unlock(passphrase);
      return null;
    },
    'keys.rotate': ({ passphrase }) => signing.rotate(passphrase),
    'keys.importSecret': ({ secret, passphrase }) => signing.importSecret(secret, passphrase),
    'keys.printKit': ({ passphrase }) => signing.kit(passphrase),
    'keys.restore': async ({ kit, passphrase }) => ({ keyIds: await signing.restore(kit, passphrase) }),
  };
}
