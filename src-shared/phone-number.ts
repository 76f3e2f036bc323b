import { isSupportedCountry, parsePhoneNumberFromString } from 'libphonenumber-js/max';

/**
 * A phone number as people type it, in E.164 (`+919876543210`), or null when no such number can exist.
 * @param country the two-letter country that a number without `+` belongs to
 */
export function normalisePhone(typed: string, country: string): string | null {
  const parsed = parsePhoneNumberFromString(typed, {
    ...(isSupportedCountry(country) ? { defaultCountry: country } : {}),
    extract: false,
  });
  return parsed?.isValid() && !parsed.ext ? parsed.number : null;
}

/** For reading aloud and on screen: national within the event's own country, international otherwise. */
export function formatPhone(stored: string, country: string): string {
  const parsed = parsePhoneNumberFromString(stored);
  if (!parsed) return stored;
  return parsed.country === country ? parsed.formatNational() : parsed.formatInternational();
}

/** The digits as the earlier web application kept them: without the code of the event's own country. */
export function toNationalDigits(stored: string, country: string): string {
  const parsed = parsePhoneNumberFromString(stored);
  return parsed?.country === country ? parsed.nationalNumber : stored;
}
