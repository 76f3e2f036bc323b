import bcrypt from 'bcrypt';
import fc from 'fast-check';
import { afterEach, describe, expect, test, vi } from 'vitest';
import { createPasswords, isEarlierHash, wasCutShort } from '../../../src-main/staff/passwords';

// Dozens of bcrypt comparisons at their real cost, on a machine that may be busy.
vi.setConfig({ testTimeout: 60_000 });

const passwords = createPasswords();

afterEach(() => {
  vi.restoreAllMocks();
});

test('a password is right against its own hash, and another is not', async () => {
  const stored = await passwords.hash('three lazy green tortoises');
  expect(stored).toMatch(/^v2\$\$2b\$12\$/);
  expect(await passwords.verify('three lazy green tortoises', stored)).toBe(true);
  expect(await passwords.verify('three lazy green tortoise', stored)).toBe(false);
});

test('the same password has another hash each time', async () => {
  expect(await passwords.hash('three lazy green tortoises')).not.toBe(
    await passwords.hash('three lazy green tortoises'),
  );
});

test('accents typed as one character or as two are the same password', async () => {
  const stored = await passwords.hash('cafe\u0301 au lait tre\u0300s chaud');
  expect(await passwords.verify('caf\u00e9 au lait tr\u00e8s chaud', stored)).toBe(true);
});

describe('beyond the 72 bytes that bcrypt looks at', () => {
  const shared = fc.string({ unit: 'binary', minLength: 72, maxLength: 100 }).map((text) => text.normalize('NFC'));
  const end = fc.string({ minLength: 1, maxLength: 20 });

  test('passwords that differ only in their ends are different passwords', async () => {
    const pairs = fc.tuple(shared, end, end).filter(([, one, other]) => one !== other);
    await fc.assert(
      fc.asyncProperty(pairs, async ([start, one, other]) => {
        const stored = await passwords.hash(start + one);
        expect(await passwords.verify(start + one, stored)).toBe(true);
        expect(await passwords.verify(start + other, stored)).toBe(false);
      }),
      { numRuns: 6, endOnFailure: true },
    );
  });

  test('this test can tell: bcrypt alone takes one for the other', async () => {
    const bare = await bcrypt.hash(`${'x'.repeat(72)}one end`, 4);
    expect(await bcrypt.compare(`${'x'.repeat(72)}another`, bare)).toBe(true);
  });
});

test('nothing after a NUL is lost', async () => {
  const stored = await passwords.hash('before\0after and more');
  expect(await passwords.verify('before\0other and more', stored)).toBe(false);
});

describe('hashes of the earlier web application', () => {
  test.each(['2a', '2b', '2y'])('a bare %s hash still lets its password in', async (version) => {
    const bare = (await bcrypt.hash('admin123', 12)).replace('$2b$', `$${version}$`);
    expect(isEarlierHash(bare)).toBe(true);
    expect(await passwords.verify('admin123', bare)).toBe(true);
    expect(await passwords.verify('admin124', bare)).toBe(false);
  });

  test('of a long password it is known that only its beginning was looked at', async () => {
    expect(wasCutShort('x'.repeat(72), 'bare')).toBe(false);
    expect(wasCutShort('é'.repeat(37), 'bare')).toBe(true);
    expect(wasCutShort('x'.repeat(100), await passwords.hash('x'.repeat(100)))).toBe(false);
  });

  test('a hash of an unknown kind lets nobody in, and takes as long as any other', async () => {
    const compare = vi.spyOn(bcrypt, 'compare');
    expect(await passwords.verify('', 'pbkdf2:sha256:1000$x')).toBe(false);
    expect(await passwords.verify('*', '*')).toBe(false);
    expect(compare).toHaveBeenCalledTimes(2);
  });
});

test('without an account there is one comparison too, at the same cost, and it fails', async () => {
  const compare = vi.spyOn(bcrypt, 'compare');
  expect(await passwords.verify('three lazy green tortoises', null)).toBe(false);
  expect(compare).toHaveBeenCalledTimes(1);
  expect(bcrypt.getRounds(String(compare.mock.calls[0]?.[1]))).toBe(12);
});

test('bcrypt never works more than twice at a time', async () => {
  let running = 0;
  let most = 0;
  const real = bcrypt.compare.bind(bcrypt);
  vi.spyOn(bcrypt, 'compare').mockImplementation((async (password: string, hash: string) => {
    running += 1;
    most = Math.max(most, running);
    const answer = await real(password, hash);
    running -= 1;
    return answer;
  }) as typeof bcrypt.compare);

  await Promise.all(Array.from({ length: 6 }, () => passwords.verify('x', null)));
  expect(most).toBe(2);
});
