import { createGateCertificates } from '../../../src-main/certificates/gate-certificates';
import type { SecretBox } from '../../../src-main/signing/key-store';
import { TEST_BEGINS, testLog } from '../../support/box-office';

/** Turns every byte over, and refuses what another such keychain sealed. */
export function testKeychain(mark: string): SecretBox {
  const turned = (bytes: Buffer) => Buffer.from(bytes.map((byte) => byte ^ 0xff));
  return {
    kind: 'system',
    seal: async (plain) => Buffer.concat([Buffer.from(mark), turned(plain)]),
    async open(sealed) {
      if (sealed.toString('utf8', 0, mark.length) !== mark) throw new Error('sealed by somebody else');
      return turned(sealed.subarray(mark.length));
    },
  };
}

interface Wanted {
  readonly folder: string;
  readonly keychain?: SecretBox | null;
  readonly venue?: string;
  readonly now?: number;
}

export function openCertificates({ folder, keychain = null, venue = 'Town Hall', now = TEST_BEGINS }: Wanted) {
  const log = testLog();
  return createGateCertificates({
    folder,
    keychain,
    venue: () => venue,
    localName: 'till.local',
    now: () => now,
    log,
  });
}
