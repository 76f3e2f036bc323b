/** Addresses that all show the desk; which page it is, the desk itself finds out. The first five and `/preview` are the seed's. */
const PAGES = [
  '/login',
  '/dashboard',
  '/generate',
  '/scanner',
  '/database',
  '/phones',
  '/staff',
  '/backups',
  '/restore',
  '/health',
  '/settings',
  '/import',
  '/set-up',
] as const;

const PREVIEW = /^\/preview\/[A-Za-z0-9-]{1,100}$/;

export function isDeskPage(pathname: string): boolean {
  return PAGES.some((page) => page === pathname) || PREVIEW.test(pathname);
}
