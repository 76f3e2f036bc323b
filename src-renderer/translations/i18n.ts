import i18next, { type Resource } from 'i18next';
import { initReactI18next } from 'react-i18next';

/** Languages that have all their words. */
const LANGUAGES = ['en'];

export const i18n = i18next;

/**
 * @param preferred the languages of the reader, the favourite first, as a browser lists them
 * @param english the words of this page: `deskWords` or `phoneWords`
 */
export function startTranslations(preferred: readonly string[], english: Resource[string]): void {
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
