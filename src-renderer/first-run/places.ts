import { getCountries } from 'libphonenumber-js/max';

export interface Choice {
  readonly value: string;
  readonly label: string;
}

/** Names that browsers still use for zones whose city is spelt differently today; people look for today's. */
const TODAYS_NAMES: Readonly<Record<string, string>> = {
  'Asia/Calcutta': 'Asia/Kolkata',
  'Asia/Katmandu': 'Asia/Kathmandu',
  'Asia/Rangoon': 'Asia/Yangon',
  'Asia/Saigon': 'Asia/Ho_Chi_Minh',
  'Europe/Kiev': 'Europe/Kyiv',
  'America/Godthab': 'America/Nuuk',
  'Africa/Asmera': 'Africa/Asmara',
  'Atlantic/Faeroe': 'Atlantic/Faroe',
};

/** The zone this machine is in; India's where the machine does not say. */
export function machineTimeZone(): string {
  const zone = todaysName(new Intl.DateTimeFormat().resolvedOptions().timeZone);
  return zone.includes('/') && !zone.startsWith('Etc/') ? zone : 'Asia/Kolkata';
}

/** @param include a zone that has to be among them, such as the one that is set already */
export function timeZones(include: string): Choice[] {
  const names = new Set([...Intl.supportedValuesOf('timeZone').map(todaysName), include]);
  return [...names].sort().map((value) => ({ value, label: `${value.replaceAll('_', ' ')} (${offsetOf(value)})` }));
}

export function countries(language: string): Choice[] {
  const names = new Intl.DisplayNames(language, { type: 'region' });
  return byLabel(getCountries().map((value) => ({ value, label: names.of(value) ?? value })));
}

export function currencies(language: string): Choice[] {
  const names = new Intl.DisplayNames(language, { type: 'currency' });
  return byLabel(
    Intl.supportedValuesOf('currency').map((value) => ({ value, label: `${names.of(value) ?? value} (${value})` })),
  );
}

/** How many decimals people usually write. Whole rupees: no venue prices in paise. */
export function usualDecimals(currency: string): number {
  if (currency === 'INR') return 0;
  const { maximumFractionDigits } = new Intl.NumberFormat('en', { style: 'currency', currency }).resolvedOptions();
  return Math.min(3, maximumFractionDigits ?? 2);
}

function todaysName(zone: string): string {
  return TODAYS_NAMES[zone] ?? zone;
}

function offsetOf(timeZone: string): string {
  const parts = new Intl.DateTimeFormat('en', { timeZone, timeZoneName: 'shortOffset' }).formatToParts(0);
  return parts.find(({ type }) => type === 'timeZoneName')?.value ?? '';
}

function byLabel(choices: Choice[]): Choice[] {
  return choices.sort((one, other) => one.label.localeCompare(other.label));
}
