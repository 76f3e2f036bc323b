import type { ErrorCode, Reply } from '../../../src-shared/contract/operation';
import type { Pass } from '../../../src-shared/contract/passes';
import type { ScanOutcome } from '../../../src-shared/contract/scans';

/** What somebody was told, and when (milliseconds of one clock that never goes back). */
export interface Told<Value> {
  readonly at: number;
  readonly reply: Reply<Value>;
}

interface Asked<Value> {
  /** The sale id or scan id: asked again, it is the same sale or scan. */
  readonly id: string;
  /** When it was asked for the first time. */
  readonly askedAt: number;
  /** Every answer that arrived. Without one, it may have happened or not. */
  readonly told: Told<Value>[];
}
export interface AskedSale extends Asked<Pass> {
  readonly kind: 'sale';
  readonly name: string;
}
export interface AskedScan extends Asked<ScanOutcome> {
  readonly kind: 'scan';
  readonly passId: string;
}

/** What the office has written down. */
export interface Kept {
  /** In the order in which they were judged. */
  readonly scans: readonly {
    readonly scan_id: string;
    readonly pass_id: string | null;
    readonly outcome: string;
    readonly at: string;
  }[];
  readonly passes: readonly {
    readonly pass_id: string;
    readonly sale_id: string | null;
    readonly name1: string;
    readonly created_at: string;
    readonly scanned_at: string | null;
  }[];
}

/**
 * Holds everything that anybody was told against what was kept. It is exact, and linear in what was asked: an admission
 * can only be given away once, so no order of events has to be searched for. Empty when nothing that was acknowledged is
 * lost, nobody is admitted twice, nobody was turned away without reason, a repeated question had its first answer, and
 * nothing is there that nobody asked for.
 * @param honest refusals that a test brings about itself; after one, a sale or scan may have happened or not
 */
export function findProblems(
  asked: readonly (AskedSale | AskedScan)[],
  kept: Kept,
  honest: readonly ErrorCode[] = [],
): string[] {
  const sales = asked.filter((one) => one.kind === 'sale');
  const scans = asked.filter((one) => one.kind === 'scan');
  return [
    ...asked.flatMap((one) => dishonestRefusals(one, honest)),
    ...asked.flatMap((one) => differentAnswers(one)),
    ...problemsOfSales(sales, kept),
    ...problemsOfScans(scans, kept),
    ...problemsOfPasses(kept),
  ];
}

function dishonestRefusals({ kind, id, told }: AskedSale | AskedScan, honest: readonly ErrorCode[]): string[] {
  return told.flatMap(({ reply }) =>
    reply.ok || honest.includes(reply.code) ? [] : [`${kind} ${id} was refused: ${JSON.stringify(reply)}`],
  );
}

function differentAnswers(asked: AskedSale | AskedScan): string[] {
  const answers = new Set(asked.kind === 'sale' ? accepted(asked).map(saleInWords) : accepted(asked).map(scanInWords));
  return answers.size > 1 ? [`${asked.kind} ${asked.id} was answered differently: ${[...answers].join(' / ')}`] : [];
}

function problemsOfSales(sales: readonly AskedSale[], { passes }: Kept): string[] {
  const byId = new Map(sales.map((sale) => [sale.id, sale]));
  const rows = groupBy(passes, (row) => row.sale_id ?? '');
  const problems = passes.flatMap(({ pass_id, sale_id, name1 }) => {
    const sale = byId.get(sale_id ?? '');
    if (!sale) return [`nobody bought pass ${pass_id}`];
    return name1 === sale.name ? [] : [`pass ${pass_id} has another name than was typed`];
  });
  for (const sale of sales) {
    const made = rows.get(sale.id) ?? [];
    if (made.length > 1) problems.push(`sale ${sale.id} made ${made.length} passes`);
    const [answer] = accepted(sale);
    if (!answer) continue;
    const [row] = made;
    if (!row) problems.push(`lost: sale ${sale.id} was acknowledged`);
    else if (row.pass_id !== answer.passId || row.created_at !== answer.createdAt)
      problems.push(`sale ${sale.id} is kept as another pass than was acknowledged`);
  }
  return problems;
}

function problemsOfScans(scans: readonly AskedScan[], kept: Kept): string[] {
  const byId = new Map(scans.map((scan) => [scan.id, scan]));
  const rows = groupBy(kept.scans, (row) => row.scan_id);
  const problems: string[] = [];

  /** The first admission of each pass as the log has it, in the order of the log. */
  const admissions = new Map<string, Kept['scans'][number]>();
  for (const row of kept.scans) {
    const scan = byId.get(row.scan_id);
    const admission = admissions.get(row.pass_id ?? '');
    if (!scan) problems.push(`nobody scanned ${row.scan_id}`);
    else if (row.pass_id !== scan.passId) problems.push(`scan ${row.scan_id} is kept for another pass`);
    if (row.outcome === 'admitted') {
      if (admission) problems.push(`pass ${row.pass_id} was admitted twice`);
      else admissions.set(row.pass_id ?? '', row);
    } else if (row.outcome !== 'already-used') problems.push(`scan ${row.scan_id} was refused as ${row.outcome}`);
    else if (!admission) problems.push(`scan ${row.scan_id} was refused as used before anybody was admitted`);
  }

  const toldAdmitted = new Map<string, string>();
  for (const scan of scans) {
    const made = rows.get(scan.id) ?? [];
    if (made.length > 1) problems.push(`scan ${scan.id} is kept ${made.length} times`);
    for (const answer of accepted(scan)) {
      const [row] = made;
      if (!row) problems.push(`lost: scan ${scan.id} was acknowledged as ${answer.status}`);
      else if (row.outcome !== outcomeOf(answer) || row.at !== answer.at)
        problems.push(`scan ${scan.id} was told ${scanInWords(answer)}, kept ${row.outcome} at ${row.at}`);
      if (answer.status !== 'admitted') continue;
      const other = toldAdmitted.get(scan.passId);
      if (other !== undefined && other !== scan.id) problems.push(`pass ${scan.passId} was told admitted twice`);
      toldAdmitted.set(scan.passId, scan.id);
    }
    problems.push(...usedTooSoon(scan, admissions.get(scan.passId), byId));
  }
  return problems;
}

/** Who was told "used" needs an admission that somebody had asked for before that answer came. */
function usedTooSoon(
  scan: AskedScan,
  admission: Kept['scans'][number] | undefined,
  byId: ReadonlyMap<string, AskedScan>,
): string[] {
  return scan.told.flatMap(({ at, reply }) => {
    if (!reply.ok || reply.value.status === 'admitted') return [];
    if (!admission) return [`scan ${scan.id} was told ${scanInWords(reply.value)}, and nobody was admitted`];
    if (reply.value.firstAdmission?.at !== admission.at)
      return [`scan ${scan.id} was told of another admission than was kept`];
    const cause = byId.get(admission.scan_id);
    return cause && cause.askedAt > at ? [`scan ${scan.id} was told used before anybody asked to be admitted`] : [];
  });
}

function problemsOfPasses({ scans, passes }: Kept): string[] {
  const admittedAt = new Map(scans.flatMap((row) => (row.outcome === 'admitted' ? [[row.pass_id, row.at]] : [])));
  return passes.flatMap(({ pass_id, scanned_at }) =>
    scanned_at === (admittedAt.get(pass_id) ?? null)
      ? []
      : [`pass ${pass_id} says ${scanned_at}, the log ${admittedAt.get(pass_id)}`],
  );
}

function accepted<Value>({ told }: Asked<Value>): Value[] {
  return told.flatMap(({ reply }) => (reply.ok ? [reply.value] : []));
}

function saleInWords({ passId, createdAt, amount, name1 }: Pass): string {
  return `${passId} at ${createdAt}, ${amount} of ${name1}`;
}

function scanInWords(outcome: ScanOutcome): string {
  const first = outcome.status === 'refused' ? ` since ${outcome.firstAdmission?.at}` : '';
  return `${outcomeOf(outcome)} at ${outcome.at}${first}`;
}

function outcomeOf(outcome: ScanOutcome): string {
  return outcome.status === 'admitted' ? 'admitted' : outcome.reason;
}

function groupBy<Item>(items: readonly Item[], keyOf: (item: Item) => string): Map<string, Item[]> {
  const groups = new Map<string, Item[]>();
  for (const item of items) {
    const group = groups.get(keyOf(item));
    if (group) group.push(item);
    else groups.set(keyOf(item), [item]);
  }
  return groups;
}
