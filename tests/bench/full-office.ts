import { type openReadyOffice, valueOf } from '../support/box-office';

type ReadyOffice = Awaited<ReturnType<typeof openReadyOffice>>;

/** Fills the table, and gives the codes of as many of its passes as will be scanned. */
export async function fillOffice({ api }: Pick<ReadyOffice, 'api'>, many: number, wanted: number): Promise<string[]> {
  const ids = Array.from({ length: many }, () => crypto.randomUUID());
  const rows = ids.map((id, index) => `SINGLE,Guest ${index},${9_000_000_000 + index},CASH,${id}`);
  const csv = ['pass type,name,phone,payment,pass id', ...rows].join('\n');
  const mapping = { passType: 0, name1: 1, phone1: 2, paymentMode: 3, passId: 4 };
  valueOf(await api['exchange.import']({ importId: crypto.randomUUID(), csv, mapping }));

  const codes: string[] = [];
  for (const passId of ids.slice(0, wanted)) {
    const { code } = valueOf(await api['passes.get']({ passId }));
    if (code !== null) codes.push(code);
  }
  return codes;
}
