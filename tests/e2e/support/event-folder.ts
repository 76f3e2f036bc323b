import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Reply } from '../../../src-shared/contract/operation';
import { openBrowser } from '../../support/served-browser';
import { serveOffice } from './served-office';

export interface SoldPass {
  readonly passId: string;
  readonly name: string;
  readonly code: string;
}

const PASSPHRASE = 'copper meadow violin';
/** Signs in at the desk of such an event. */
export const EVENT_ADMINISTRATOR = { username: 'admin1', password: 'velvet lantern otter quarry' };

/** Sets up an event in a folder, as an afternoon at the desk would have: with an administrator, and passes sold. */
export async function fillEventFolder(folder: string, passes: number): Promise<readonly SoldPass[]> {
  const office = await serveOffice(folder);
  const ca = readFileSync(join(folder, 'tls/certificate.pem'), 'utf8');
  const { api, close } = openBrowser({ origin: office.address, ca, page: 'call', from: undefined });
  try {
    valueOf(
      await api['setUp.create']({
        setUpCode: office.setUpCode ?? '',
        event: {
          name: 'Navratri Garba Night',
          venue: 'Town Hall, Vadodara',
          date: new Date().toISOString().slice(0, 10),
          timing: '7:00 PM - 11:00 PM',
          currency: { code: 'INR', decimals: 0 },
          country: 'IN',
          timeZone: 'Asia/Kolkata',
        },
        passTypes: [{ code: 'SINGLE', label: 'Single', price: 549, admits: 1, capacity: null, onSale: true }],
        staff: [],
        key: { source: 'new', passphrase: PASSPHRASE },
        administrator: { ...EVENT_ADMINISTRATOR, displayName: 'Asha Patel' },
      }),
    );
    const sold: SoldPass[] = [];
    for (let number = 1; number <= passes; number += 1) {
      const { passId, name1 } = valueOf(
        await api['passes.sell']({
          saleId: crypto.randomUUID(),
          passType: 'SINGLE',
          name1: `Guest ${GUESTS[number % GUESTS.length]} ${number}`,
          phone1: `98250${String(number).padStart(5, '0')}`,
          paymentMode: 'CASH',
        }),
      );
      const { code } = valueOf(await api['passes.get']({ passId }));
      sold.push({ passId, name: name1, code: code ?? '' });
    }
    return sold;
  } finally {
    close();
    await office.close();
  }
}

const GUESTS = ['Meera', 'Kabir', 'Niharika', 'Devika', 'Rohan'];

/** A file with the passphrase of such an event, for a desk that nobody has to sit in front of. */
export function writePassphraseFile(folder: string): string {
  const file = join(folder, 'passphrase');
  writeFileSync(file, PASSPHRASE, { mode: 0o600 });
  return file;
}

function valueOf<T>(reply: Reply<T>): T {
  if (!reply.ok) throw new Error(`refused: ${JSON.stringify(reply)}`);
  return reply.value;
}
