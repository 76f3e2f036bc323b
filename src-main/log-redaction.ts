/** What may stand in the log, whoever wrote the line. */

type Fact = string | number | boolean | null;

/** The function of a stack's line, such as `at async sell (file:///opt/epass/out/main/serve.js:120:14)`. */
const FUNCTION = /^at (?:async )?(?:new )?([\w$.<>#]{1,80})(?: \[as [\w$.]{1,80}\])? \(/;
/** Its file without the folders, line and column. Of Node's own files, which have no ending, the folders too. */
const FILE = /(?:^|[/\\(@\s])([\w.-]{1,80}\.[cm]?[jt]sx?|node:[\w/.-]{1,80}):(\d{1,7})(?::(\d{1,7}))?\)?$/;
const MOST_PLACES = 12;

/**
 * The places of a stack without its message and without folders, which can have a person's name in them: function, file,
 * line and column, and nothing that is not one of these.
 */
export function placesIn(stack: string): string[] {
  return stack
    .split('\n')
    .flatMap((line) => placeIn(line.trim()) ?? [])
    .slice(0, MOST_PLACES);
}

function placeIn(line: string): string | null {
  const [, file, row, column] = FILE.exec(line) ?? [];
  if (file === undefined) return null;
  const name = FUNCTION.exec(line)?.[1];
  return [
    ...(name === undefined ? [] : [`${name} `]),
    file,
    `:${row}`,
    ...(column === undefined ? [] : [`:${column}`]),
  ].join('');
}

/** `TypeError` and the like; `Error` for what is no name of a class of errors. */
export function kindOf(name: string): string {
  return /^[A-Z][A-Za-z]{0,60}(?:Error|Exception|Failure)$/.test(name) ? name : 'Error';
}

export const MASKED = '[removed]';
/** One word of the program: an identifier, an address, a version, a file name. */
const WORD = /^[\w.:/@+[\]-]{0,120}$/;
/** Digits in a row that could be a phone number, and text that could be a key, a token or a pass code. */
const TELLING = /\+?\d{7,}|[A-Za-z0-9+/_-]{32,}|EP\d\.|\w@/;
const UUID = /[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/gi;
/** A moment, also as file names have it: `20261128T123000Z`. */
const INSTANT = /20\d\d-?\d\d-?\d\d[T-]\d\d[:-]?\d\d[:-]?\d\d(?:\.\d+)?Z?/g;

/** Facts with everything masked that is not a word of the program. The names of facts are the program's own. */
export function maskFacts<F extends Readonly<Record<string, Fact>>>(facts: F): Record<keyof F & string, Fact> {
  const entries = Object.entries<Fact>(facts).map(
    ([name, fact]) => [name, isReference(name, fact) ? fact : maskFact(fact)] as const,
  );
  return Object.fromEntries(entries) as Record<keyof F & string, Fact>;
}

/** Eight digits may all be decimal, and then look like a phone number. */
function isReference(name: string, fact: Fact): boolean {
  return name === 'reference' && typeof fact === 'string' && /^[0-9A-F]{8}$/.test(fact);
}

function maskFact(fact: Fact): Fact {
  if (typeof fact !== 'string') return fact;
  const telling = fact.replace(UUID, '').replace(INSTANT, '');
  return WORD.test(fact) && !TELLING.test(telling) ? fact : MASKED;
}
