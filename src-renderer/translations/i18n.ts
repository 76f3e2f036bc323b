import i18next from 'i18next';
import { initReactI18next } from 'react-i18next';
import common from './en/common.json';
import dashboard from './en/dashboard.json';
import errors from './en/errors.json';
import exchange from './en/exchange.json';
import firstRun from './en/first-run.json';
import layout from './en/layout.json';
import passes from './en/passes.json';
import phones from './en/phones.json';
import scanner from './en/scanner.json';
import sell from './en/sell.json';
import settings from './en/settings.json';
import signIn from './en/sign-in.json';
import staff from './en/staff.json';
import startUp from './en/start-up.json';
import type { ErrorWords } from './error-words';

/** One file a feature; a page names its own: `const { t } = useTranslation('sell')`. */
export const english = {
  common,
  dashboard,
  errors: errors satisfies ErrorWords,
  exchange,
  firstRun,
  layout,
  passes,
  phones,
  scanner,
  sell,
  settings,
  signIn,
  staff,
  startUp,
} as const;

/** Languages that have all their words. */
const LANGUAGES = ['en'];

export const i18n = i18next;

/** @param preferred the languages of the reader, the favourite first, as a browser lists them */
export function startTranslations(preferred: readonly string[]): void {
  const favourite = preferred.find((language) => LANGUAGES.includes(baseOf(language)));
  const language = favourite ? baseOf(favourite) : 'en';
  void i18next.use(initReactI18next).init({
    resources: { en: english },
    lng: language,
    fallbackLng: 'en',
    defaultNS: 'common',
    initAsync: false,
    interpolation: { escapeValue: false },
    returnNull: false,
    saveMissing: import.meta.env.DEV,
    missingKeyHandler: (_languages, namespace, key) => {
      throw new Error(`no words for ${namespace}:${key}`);
    },
  });
  document.documentElement.lang = language;
}

/** How numbers, money and dates are written: as where the reader lives, if the words are in that language too. */
export function formattingLanguage(preferred: readonly string[]): string {
  return preferred.find((language) => baseOf(language) === baseOf(i18next.language)) ?? 'en';
}

function baseOf(language: string): string {
  return language.split('-')[0]?.toLowerCase() ?? language;
}
