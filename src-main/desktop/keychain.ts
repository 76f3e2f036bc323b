import { safeStorage } from 'electron';
import type { SecretBox } from '../signing/key-store';

/**
 * The system's keychain, or null where there is none to trust. On Linux `basic_text` encrypts with a password that is
 * the same on every machine, so it counts as none and a passphrase protects the keys instead.
 */
export function openKeychain(): SecretBox | null {
  if (!safeStorage.isEncryptionAvailable()) return null;
  if (process.platform === 'linux' && safeStorage.getSelectedStorageBackend() === 'basic_text') return null;
  return {
    kind: 'system',
    seal: (plain) => Promise.resolve(safeStorage.encryptString(plain.toString('base64'))),
    open: (sealed) => Promise.resolve(Buffer.from(safeStorage.decryptString(sealed), 'base64')),
  };
}
