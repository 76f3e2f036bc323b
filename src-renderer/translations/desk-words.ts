import backups from './en/backups.json';
import collisions from './en/collisions.json';
import common from './en/common.json';
import dashboard from './en/dashboard.json';
import desks from './en/desks.json';
import errors from './en/errors.json';
import exchange from './en/exchange.json';
import firstRun from './en/first-run.json';
import health from './en/health.json';
import layout from './en/layout.json';
import listener from './en/listener.json';
import pageErrors from './en/page-errors.json';
import passes from './en/passes.json';
import phones from './en/phones.json';
import privacy from './en/privacy.json';
import restore from './en/restore.json';
import scanner from './en/scanner.json';
import sell from './en/sell.json';
import settings from './en/settings.json';
import signIn from './en/sign-in.json';
import staff from './en/staff.json';
import startUp from './en/start-up.json';
import store from './en/store.json';
import type { ErrorWords } from './error-words';

/** Every word of the desk. One file a feature; a page names its own: `const { t } = useTranslation('sell')`. */
export const deskWords = {
  backups,
  collisions,
  common,
  dashboard,
  desks,
  errors: errors satisfies ErrorWords,
  exchange,
  firstRun,
  health,
  layout,
  listener,
  pageErrors,
  passes,
  phones,
  restore,
  privacy,
  scanner,
  sell,
  settings,
  signIn,
  staff,
  startUp,
  store,
} as const;
