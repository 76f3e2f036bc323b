import { createHmac, timingSafeEqual } from 'node:crypto';
import type { CodeFormat } from '../../src-shared/contract/office';
import {
  type CompactCode,
  fitsCompactCode,
  fitsSeedPayload,
  formatCompactCode,
  formatSeedPayload,
  parsePassCode,
  type SeedPayload,
  TAG_BYTES,
} from '../../src-shared/pass-code';
import { uuidToBytes } from '../../src-shared/uuid-bytes';
import type { KeySet, SigningKey } from './key-set';

export type PassSigner = ReturnType<typeof createPassSigner>;

/** Signs and verifies with the keys of one event. */
export function createPassSigner({ eventId, keys }: KeySet) {
  const current = keys.find((key) => key.current) ?? null;
  const makers = new Map(keys.filter((key) => key.source === 'made').map((key) => [key.keyId, key]));
  const event = bytesOf(eventId);

  function tagOf(key: SigningKey, passId: string): Buffer {
    const mac = createHmac('sha256', key.secret).update('epass/pass/v1\0').update(key.keyId, 'latin1');
    return mac.update(event).update(bytesOf(passId)).digest().subarray(0, TAG_BYTES);
  }

  function isSignedCompact({ keyId, passId, tag }: CompactCode): boolean {
    const key = makers.get(keyId);
    return key !== undefined && timingSafeEqual(tagOf(key, passId), tag);
  }

  /** Goes through every key, so that the time does not tell which one signed. */
  function isSignedSeed({ passId, signature }: SeedPayload): boolean {
    let matches = 0;
    for (const key of keys) matches += timingSafeEqual(signatureOf(key, passId), signature) ? 1 : 0;
    return matches > 0;
  }

  return {
    canSign: current !== null,
    /** The pass id of a code that one of the keys signed; null for anything else. Never throws. */
    verify(code: string): string | null {
      const claim = parsePassCode(code);
      if (!claim) return null;
      return (claim.kind === 'compact' ? isSignedCompact(claim) : isSignedSeed(claim)) ? claim.passId : null;
    },
    /** An id that is no UUID goes into a seed payload whatever the format. Null without a current key. */
    sign(passId: string, format: CodeFormat): string | null {
      if (!current) return null;
      if (format === 'compact' && fitsCompactCode(passId)) {
        return formatCompactCode({ keyId: current.keyId, passId, tag: tagOf(current, passId) });
      }
      return fitsSeedPayload(passId) ? formatSeedPayload({ passId, signature: signatureOf(current, passId) }) : null;
    },
  };
}

function signatureOf(key: SigningKey, passId: string): Buffer {
  return createHmac('sha256', key.secret).update(passId, 'utf8').digest();
}

function bytesOf(uuid: string): Uint8Array {
  const bytes = uuidToBytes(uuid);
  if (!bytes) throw new RangeError('no UUID');
  return bytes;
}
