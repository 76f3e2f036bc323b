import { parseAmount } from '../../src-shared/money';
import type { InputOf } from '../api/operations';
import { i18n } from '../translations/i18n';
import { machineTimeZone } from './places';
import type { SetUpValues } from './set-up-types';

/** What the wizard begins with: the prices and the five accounts that E-Pass always had. */
export function firstValues(stage: 'new' | 'upgraded'): SetUpValues {
  return {
    setUpCode: '',
    event: {
      name: '',
      venue: '',
      date: '',
      timing: '7:00 PM - 11:00 PM',
      currency: { code: 'INR', decimals: 0 },
      country: 'IN',
      timeZone: machineTimeZone(),
    },
    passTypes: [
      passType('SINGLE', i18n.t('firstRun:passTypes.single'), '549', '1'),
      passType('COUPLE', i18n.t('firstRun:passTypes.couple'), '999', '2'),
    ],
    administrator: { username: 'admin1', displayName: '', password: '', repeated: '' },
    // The accounts of the earlier web application are there already.
    staff: stage === 'upgraded' ? [] : (['administrator', 'seller', 'gate', 'gate'] as const).map(suggestion),
    key: { source: 'new', passphrase: '', repeated: '', kit: '' },
    hasEarlierPasses: stage === 'upgraded',
    importedSecret: '',
  };
}

export function passType(code = '', label = '', price = '', admits = '1') {
  return { id: crypto.randomUUID(), code, label, price, admits, capacity: '', onSale: true, isFixed: false };
}

function suggestion(role: 'administrator' | 'seller' | 'gate', index: number) {
  const number = index + 2;
  return {
    id: crypto.randomUUID(),
    username: `admin${number}`,
    displayName: i18n.t('firstRun:people.suggestion', { number }),
    role,
  };
}

/** What both ways of setting up want of what was typed. */
export function toInput({ event, passTypes, staff, key, hasEarlierPasses, importedSecret }: SetUpValues) {
  return {
    event,
    passTypes: toPassTypes(passTypes, event.currency),
    staff: staff.map(({ username, displayName, role }) => ({ username, displayName, role })),
    key:
      key.source === 'new'
        ? { source: 'new', passphrase: key.passphrase }
        : { source: 'kit', kit: key.kit, passphrase: key.passphrase },
    ...(hasEarlierPasses && importedSecret.trim() !== '' ? { importedSecret: importedSecret.trim() } : {}),
  } satisfies InputOf<'setUp.complete'>;
}

export function toCreateInput(values: SetUpValues, needsSetUpCode: boolean): InputOf<'setUp.create'> {
  const { username, displayName, password } = values.administrator;
  return {
    ...toInput(values),
    ...(needsSetUpCode ? { setUpCode: values.setUpCode.trim() } : {}),
    administrator: { username, displayName, password },
  };
}

/** Kinds of pass as typed, for the office to judge. A number that is none becomes NaN, which no schema lets through. */
export function toPassTypes(typed: SetUpValues['passTypes'], currency: SetUpValues['event']['currency']) {
  return typed.map(({ code, label, price, admits, capacity, onSale }) => ({
    code: code.trim(),
    label,
    price: parseAmount(price, currency) ?? Number.NaN,
    admits: toWhole(admits),
    capacity: capacity.trim() === '' ? null : toWhole(capacity),
    onSale,
  }));
}

function toWhole(typed: string): number {
  return /^\s*\d{1,9}\s*$/.test(typed) ? Number(typed) : Number.NaN;
}
