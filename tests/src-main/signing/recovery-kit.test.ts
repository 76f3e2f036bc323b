import { createSecretKey } from 'node:crypto';
import { beforeAll, describe, expect, test } from 'vitest';
import { encodeKeySet, type KeySet } from '../../../src-main/signing/key-set';
import { fromPassphrase } from '../../../src-main/signing/passphrase';
import { formatKit, readKit } from '../../../src-main/signing/recovery-kit';
import { toInstant } from '../../../src-shared/instant';

const PASSPHRASE = 'the passphrase of the tests';
const SET: KeySet = {
  eventId: '6f1d3c52-8a47-4c0e-9b1f-2d5e7a90c3b4',
  keys: [
    {
      keyId: '7K',
      source: 'made',
      createdAt: toInstant(1_764_000_000_123),
      current: true,
      secret: createSecretKey(Buffer.alloc(32, 7)),
    },
  ],
};
let kit = '';
beforeAll(async () => {
  kit = formatKit(SET, await fromPassphrase(PASSPHRASE));
});

async function read(text: string, passphrase = PASSPHRASE) {
  const reading = await readKit(text, passphrase);
  return reading.ok ? encodeKeySet(reading.set).equals(encodeKeySet(SET)) : reading.problem;
}

describe('the recovery kit', () => {
  test('is short text for an alphanumeric QR', () => {
    expect(kit).toMatch(/^EPK1\.[0-9A-HJKMNP-TV-Z]+$/);
    expect(kit.length).toBeLessThan(200);
  });

  test('gives back the event and its keys under the passphrase', async () => {
    expect(await read(kit)).toBe(true);
  });

  test('says so when the passphrase is wrong', async () => {
    expect(await read(kit, `${PASSPHRASE}.`)).toBe('wrong-passphrase');
  });

  const TYPED: [string, (text: string) => string][] = [
    ['in small letters', (text) => text.toLowerCase()],
    ['in groups', (text) => text.replace(/(.{4})/g, '$1 ')],
    ['with dashes and line breaks', (text) => text.replace(/(.{5})/g, '$1-').replace(/(.{30})/g, '$1\r\n\t')],
    ['with the dashes of a word processor', (text) => text.replace(/(.{5})/g, '$1–\u00a0')],
    ['with O for 0 and I for 1', (text) => text.replaceAll('0', 'O').replaceAll('1', 'I')],
    ['without its dot', (text) => text.replace('.', '')],
  ];
  test.each(TYPED)('is read when it is typed %s', async (_how, typed) => {
    expect(await read(typed(kit))).toBe(true);
  });

  test('tells every mistyped, swapped, missing or doubled character from a wrong passphrase', async () => {
    const alphabet = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
    for (let at = 0; at < kit.length; at += 1) {
      const next = alphabet.charAt((alphabet.indexOf(kit.charAt(at)) + 1) % 32);
      const swapped = kit.slice(0, at) + kit.charAt(at + 1) + kit.charAt(at) + kit.slice(at + 2);
      const slips = [kit.slice(0, at) + next + kit.slice(at + 1), kit.slice(0, at) + kit.charAt(at) + kit.slice(at)];
      if (swapped !== kit) slips.push(swapped);
      slips.push(kit.slice(0, at) + kit.slice(at + 1));
      // The dot may be left out, and nothing else.
      const mistakes = slips.filter((slip) => slip.replace('.', '') !== kit.replace('.', ''));
      for (const mistake of mistakes) expect(await read(mistake)).toBe('mistyped');
    }
  });

  test.each([
    '',
    'EPK1.',
    'EPK1',
    'EPK1.0000',
    'EPK2.0000',
    'a letter to a friend',
    'EP1.7K.00000000000000000000000000.00000000000000000000000000',
    `EPK1.${'0'.repeat(4_000)}`,
    '🎟'.repeat(900),
  ])('is not "%s"', async (text) => {
    expect(await read(text)).toBe('mistyped');
  });
});
