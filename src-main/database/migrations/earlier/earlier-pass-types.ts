import type { CarryOver, EarlierPass } from './earlier-pass';
import { type EarlierValue, readAmount, readText } from './earlier-values.ts';

/** The types that migration 2 makes. */
const KNOWN = [
  { code: 'SINGLE', price: 549, admits: 1 },
  { code: 'COUPLE', price: 999, admits: 2 },
] as const;

/** Of a row whose type is blank. */
const NAMELESS = { code: 'OTHER', label: 'Other' };

/**
 * Every type that the file has and the office does not know becomes one that is off sale, at the amount that most of its
 * passes cost, for two people if any of them names a second one.
 */
export function readPassTypes(earlier: readonly EarlierPass[]) {
  const found = new Map<string, { label: string; admits: number; amounts: Map<number, number> }>();
  for (const { pass_type, amount, name2 } of earlier) {
    const code = codeOf(pass_type);
    if (KNOWN.some((known) => known.code === code)) continue;
    const type = found.get(code) ?? {
      label: readText(pass_type) ?? NAMELESS.label,
      admits: 1,
      amounts: new Map<number, number>(),
    };
    if (readText(name2) !== null) type.admits = 2;
    const paid = readAmount(amount);
    if (paid !== null) type.amounts.set(paid, (type.amounts.get(paid) ?? 0) + 1);
    found.set(code, type);
  }
  const rows = [...found].map(([code, { label, admits, amounts }], index) => ({
    code,
    label: label.slice(0, 60),
    price: mostCommon(amounts),
    admits,
    capacity: null,
    on_sale: 0,
    position: KNOWN.length + index,
  }));

  const types = new Map([...KNOWN, ...rows].map((type) => [type.code as string, type]));
  const typeOf: CarryOver['typeOf'] = (value) => {
    const type = types.get(codeOf(value));
    if (!type) throw new Error('a pass has a type that was not among those read');
    return type;
  };
  return { rows, typeOf };
}

function codeOf(value: EarlierValue): string {
  const code = (readText(value) ?? '')
    .toUpperCase()
    .replace(/[^A-Z0-9_-]+/g, '_')
    .slice(0, 20);
  return /[A-Z0-9]/.test(code) ? code : NAMELESS.code;
}

function mostCommon(amounts: ReadonlyMap<number, number>): number {
  const [most] = [...amounts].sort(([, one], [, other]) => other - one);
  return most?.[0] ?? 0;
}
