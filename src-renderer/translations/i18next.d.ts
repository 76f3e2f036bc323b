import 'i18next';
import type { deskWords } from './desk-words';
import type { phoneWords } from './phone-words';

declare module 'i18next' {
  interface CustomTypeOptions {
    defaultNS: 'common';
    resources: typeof deskWords & typeof phoneWords;
    returnNull: false;
  }
}
