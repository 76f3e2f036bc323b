import { ImportColumn } from '../../src-shared/contract/exchange';
import { readText } from './csv-cells';
import type { CsvTable } from './csv-table';
import { readPassId } from './import-values';

export type Mapping = Partial<Record<ImportColumn, number>>;

/** What such a column is called in our own file, in the earlier web application and elsewhere; the likeliest first. */
const HEADINGS: Readonly<Record<ImportColumn, readonly string[]>> = {
  passType: words('passtype|passtypecode|typecode|tickettype|ticketname|ticket|type|category|tier|admission'),
  name1: words(
    'name1|name|fullname|guestname|guest|holder|holdername|attendeename|attendee|customername|customer|buyername|buyer|person1|guest1',
  ),
  phone1: words(
    'phone1|phone|phonenumber|phoneno|mobile|mobilenumber|mobileno|mobilephone|cellphone|cell|telephone|tel|contactnumber|contactno|contact|whatsapp|whatsappnumber|mobile1',
  ),
  name2: words(
    'name2|secondname|secondguest|secondperson|partner|partnername|companion|companionname|spouse|spousename|guest2|person2|plusone',
  ),
  phone2: words('phone2|secondphone|secondmobile|mobile2|partnerphone|partnermobile|companionphone|spousephone'),
  paymentMode: words('paymentmode|payment|paymentmethod|paymenttype|modeofpayment|paidby|paidvia|paidwith|mode'),
  txnInfo: words(
    'txninfo|reference|transactionid|transactionreference|transactionno|transaction|txnid|txn|paymentreference|paymentid|utr|utrno|utrnumber|upireference|upiref|referenceno|referencenumber|refno|ref',
  ),
  passId: words('passid|uuid|ticketid|id'),
  soldAt: words(
    'soldatutc|createdat|soldat|soldon|orderdate|purchasedate|purchasedat|saledate|timestamp|datetime|date',
  ),
};
/** The contract's bound on the index of a mapped column. */
const LAST_COLUMN = 200;

/** Proposes what each column of a file is, from its heading. A column is proposed once. */
export function proposeMapping({ headings, records }: CsvTable): Mapping {
  const plain = headings.slice(0, LAST_COLUMN + 1).map((heading) =>
    heading
      .normalize('NFKD')
      .toLowerCase()
      .replace(/[^a-z0-9]/g, ''),
  );
  const mapping: Mapping = {};
  for (const column of ImportColumn.options) {
    const found = HEADINGS[column].map((word) => plain.indexOf(word)).find((index) => index !== -1);
    if (found !== undefined) mapping[column] = found;
  }
  // Many files number their rows in a column called `id`; only one that holds pass ids is proposed as such.
  const { passId } = mapping;
  const ids = records.slice(0, 20).map(({ cells }) => readText(cells[passId ?? -1] ?? '').trim());
  if (passId !== undefined && !ids.every((id) => id === '' || readPassId(id) !== null)) delete mapping.passId;
  return mapping;
}

function words(list: string): readonly string[] {
  return list.split('|');
}
