import type { FieldProblem } from '../../src-shared/contract/operation';
import { guessBits } from './guess-bits';

const SHORTEST = 15;
const LONGEST = 128;
/** Two words of the list and two figures are refused, three unrelated words are welcome. */
const FEWEST_BITS = 36;
/** A name shorter than this turns up inside honest passwords by chance. */
const SHORTEST_NAME = 4;

/**
 * What speaks against choosing this password, or null. Length is counted in characters as people see them typed (code
 * points after composing), and nothing is asked about kinds of characters: long and uncommon is what counts.
 */
export function passwordProblem(password: string, username: string): FieldProblem | null {
  const composed = password.normalize('NFC');
  const length = Array.from(composed).length;
  if (length < SHORTEST) return 'too-short';
  if (length > LONGEST) return 'too-long';
  const name = username.toLowerCase();
  if (name.length >= SHORTEST_NAME && composed.toLowerCase().includes(name)) return 'password-common';
  return guessBits(composed, [name]) < FEWEST_BITS ? 'password-common' : null;
}
