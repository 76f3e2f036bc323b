import { maskFacts, placesIn } from '../log-redaction';

type Fact = string | number | boolean | null;

/** What earlier versions wrote of an error: its message can quote what somebody typed. */
const DROPPED: ReadonlySet<string> = new Set(['message', 'stack', 'cause', 'msg', 'time']);
const DEEPEST = 5;

/**
 * A line of the log for whoever helps. The log of this version holds nothing that would have to go; lines of an earlier
 * one lose the messages of errors, and folders, which can have a person's name in them.
 * @returns null for what is no line of the log
 */
export function toReportLine(line: string): string | null {
  const entry = parse(line);
  if (entry === null) return null;
  const { time, msg } = entry;
  return JSON.stringify({
    ...(typeof time === 'string' ? maskFacts({ time }) : {}),
    ...withoutTelling(entry),
    ...(typeof msg === 'string' ? { msg } : {}),
  });
}

function withoutTelling(entry: Readonly<Record<string, unknown>>, depth = 0): Record<string, unknown> {
  const facts = Object.entries(entry).filter(
    (fact): fact is [string, Fact] => isFact(fact[1]) && !DROPPED.has(fact[0]),
  );
  const { stack, cause } = entry;
  return {
    ...maskFacts(Object.fromEntries(facts)),
    ...(typeof stack === 'string' ? { stack: placesIn(stack) } : {}),
    ...(isEntry(cause) && depth < DEEPEST ? { cause: withoutTelling(cause, depth + 1) } : {}),
  };
}

function isFact(value: unknown): value is Fact {
  return value === null || ['string', 'number', 'boolean'].includes(typeof value);
}

function isEntry(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function parse(line: string): Readonly<Record<string, unknown>> | null {
  try {
    const entry: unknown = JSON.parse(line);
    return isEntry(entry) ? entry : null;
  } catch {
    return null;
  }
}
