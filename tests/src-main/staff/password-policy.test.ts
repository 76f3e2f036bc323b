import { randomBytes } from 'node:crypto';
import { expect, test } from 'vitest';
import { passwordProblem } from '../../../src-main/staff/password-policy';

const problemOf = (password: string) => passwordProblem(password, 'asha.k');

test.each([
  ['fourteen chars', 'too-short'],
  ['', 'too-short'],
  // Fourteen characters in many more UTF-16 units.
  ['🐢🦊🐙🦉🐝🦋🐌🐞🦂🐍🦎🐊🐅🐆', 'too-short'],
  ['🐢🦊🐙🦉🐝🦋🐌🐞🦂🐍🦎🐊🐅🐆🦓', null],
  // Composed it has 14 characters, as typed 28.
  ['e\u0301'.repeat(14), 'too-short'],
  [`correct ${'horse and cart '.repeat(8)}`, null],
  [randomBytes(64).toString('hex'), null],
  [`${randomBytes(64).toString('hex')}x`, 'too-long'],
])('%j is judged by its length in characters: %s', (password, problem) => {
  expect(problemOf(password)).toBe(problem);
});

test.each([
  'passwordpassword',
  'Password1234567',
  'P4$$w0rd-P4$$w0rd',
  'qwertyuiop12345',
  '1qaz2wsx3edc4rfv',
  'abcdefghijklmnopqrstuvwxyz',
  '123456789012345',
  '987654321987654321',
  'aaaaaaaaaaaaaaaaaaaa',
  'abcabcabcabcabcabc',
  'xk7xk7xk7xk7xk7xk7',
  'correcthorsebatterystaple',
  'Correct Horse Battery Staple',
  'thequickbrownfoxjumps',
  'iloveyouforever2026',
  'letmeinletmeinletmein',
  'football-football-2026',
  'welcome to the jungle',
  'EPass Box Office 2026',
  'ticketticketticket',
  'administrator2026',
  '111222333444555',
  '!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!',
  'password!!!!!!!!!!!!',
])('%s is too common', (password) => {
  expect(problemOf(password)).toBe('password-common');
});

test.each([
  'correct horse battery',
  'three lazy green tortoises',
  'the rain in Nagpur falls sideways',
  'mango-lassi-at-quarter-past',
  'मेरी छतरी हमेशा घर पर रहती है',
  'k3vX9qTz2LmW8rb',
  '#%^&*()=+[]{};:<>',
])('%s is welcome', (password) => {
  expect(problemOf(password)).toBeNull();
});

test('random passwords are never taken for common ones', () => {
  for (let round = 0; round < 200; round += 1) expect(problemOf(randomBytes(12).toString('base64'))).toBeNull();
});

test('the own username is no part of a password, in any letter case', () => {
  expect(passwordProblem('three lazy Asha.K tortoises', 'asha.k')).toBe('password-common');
  expect(passwordProblem('three lazy Asha.K tortoises', 'someone')).toBeNull();
});

test('a username of a few letters may turn up by chance', () => {
  expect(passwordProblem('three lazy green tortoises', 'la')).toBeNull();
});
