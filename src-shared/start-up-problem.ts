/** Why the office could not be opened, each with a page of its own in the desk's window. Closed: each has its words. */
export const START_UP_PROBLEMS = [
  'in-use',
  'newer',
  'not-a-database',
  'another-application',
  'read-only',
  'damaged',
  'no-access',
  'disk-full',
  'folder-away',
  'store-away',
  'store-refuses',
  'store-certificate',
  'store-left',
  'unknown',
] as const;
export type StartUpProblem = (typeof START_UP_PROBLEMS)[number];

const PREFIX = '/start-up/';

/**
 * The address, within the desk, of the page that says so.
 * @param folder to be named there: where the event is kept, or the log for a problem that is `unknown`
 */
export function startUpAddress(problem: StartUpProblem, folder: string): string {
  return `${PREFIX}${problem}?${new URLSearchParams({ folder }).toString()}`;
}

/** What `startUpAddress` put into the address; null for every other page. */
export function startUpProblemAt({ pathname, search }: { readonly pathname: string; readonly search: string }) {
  if (!pathname.startsWith(PREFIX)) return null;
  const named = pathname.slice(PREFIX.length);
  return {
    problem: START_UP_PROBLEMS.find((problem) => problem === named) ?? 'unknown',
    folder: new URLSearchParams(search).get('folder') ?? '',
  };
}
