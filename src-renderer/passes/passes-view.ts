import { PassFilter, PassSort } from '../../src-shared/contract/passes';

/** What the list of passes shows: which of them, in which order, and which part. Kept in the address, so that Back works. */
export interface PassesView {
  readonly filter: PassFilter;
  readonly sort: PassSort;
  readonly descending: boolean;
  /** Counts from 0. */
  readonly page: number;
}

export type FilterField = keyof PassFilter;

const NAMES = {
  search: 'q',
  passType: 'type',
  paymentMode: 'payment',
  soldBy: 'seller',
  state: 'state',
  soldFrom: 'from',
  soldTo: 'to',
} as const satisfies Record<FilterField, string>;
export const FILTER_FIELDS = Object.keys(NAMES) as readonly FilterField[];

const FIRST_SORT: PassSort = 'createdAt';
/** Which way round a column is sorted first: the newest and the largest on top, names from A. */
export const DESCENDING_FIRST: Readonly<Record<PassSort, boolean>> = {
  createdAt: true,
  name1: false,
  passType: false,
  amount: true,
  scannedAt: true,
};

/** @param query of the address; what makes no sense in it is left out */
export function readView(query: string): PassesView {
  const params = new URLSearchParams(query);
  const known = FILTER_FIELDS.flatMap((field) => {
    const value = params.get(NAMES[field]) ?? '';
    return value !== '' && PassFilter.shape[field].safeParse(value).success ? [[field, value]] : [];
  });
  const sort = PassSort.catch(FIRST_SORT).parse(params.get('sort'));
  const order = params.get('order');
  const page = /^[1-9]\d{0,5}$/.exec(params.get('page') ?? '');
  return {
    filter: PassFilter.parse(Object.fromEntries(known)),
    sort,
    descending: order === null ? DESCENDING_FIRST[sort] : order === 'down',
    page: page ? Number(page[0]) - 1 : 0,
  };
}

/** The query of the address, empty for everything from the newest on. */
export function writeView({ filter, sort, descending, page }: PassesView): string {
  const params = new URLSearchParams();
  for (const field of FILTER_FIELDS) {
    const value = filter[field];
    if (value) params.set(NAMES[field], value);
  }
  if (sort !== FIRST_SORT) params.set('sort', sort);
  if (descending !== DESCENDING_FIRST[sort]) params.set('order', descending ? 'down' : 'up');
  if (page > 0) params.set('page', String(page + 1));
  return params.toString();
}
