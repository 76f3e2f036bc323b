/**
 * `npm run check:dependencies`, on a machine with the public registry: whether Electron is one of the two newest majors, and
 * whether somebody still looks after what the program depends on directly. What the lock file can say is a test.
 */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { listShipped } from './packaging/shipped.ts';
import { outputOf, repository, script } from './run.ts';

const TOO_LONG_DAYS = 3 * 365;
/** Finished and small, or watched for another reason. */
const FINISHED: Readonly<Record<string, string>> = {};

await script(async () => {
  const { devDependencies, dependencies } = JSON.parse(readFileSync(join(repository, 'package.json'), 'utf8')) as {
    readonly devDependencies: Readonly<Record<string, string>>;
    readonly dependencies: Readonly<Record<string, string>>;
  };
  const direct = { ...dependencies, ...devDependencies };
  const problems: string[] = [];

  const newest = Number.parseInt(ask('electron').newest, 10);
  const ours = Number.parseInt(direct['electron'] ?? '', 10);
  if (ours < newest - 1) problems.push(`Electron ${ours} is not one of the two newest majors (${newest}).`);

  for (const { name } of listShipped().filter((part) => part.name in direct)) {
    const { lastRelease, deprecated } = ask(name);
    const days = (Date.now() - lastRelease) / 86_400_000;
    console.log(`${name}: last release ${Math.round(days)} days ago`);
    if (deprecated !== undefined) problems.push(`${name} is given up: ${deprecated}`);
    if (days > TOO_LONG_DAYS && !(name in FINISHED))
      problems.push(`${name} has had no release for ${Math.round(days)} days.`);
  }
  for (const problem of problems) console.error(problem);
  return problems.length > 0 ? 1 : 0;
});

interface Answer {
  /** Of every version, when it was released. Some registries leave out when the package was changed at last. */
  readonly time: Readonly<Record<string, string>>;
  readonly 'dist-tags': { readonly latest: string };
  readonly deprecated?: string;
}

/** What the registry says of a package, asked once: an answer without dates is none. */
function ask(name: string) {
  const answer = outputOf('npm', ['view', '--json', name, 'time', 'dist-tags', 'deprecated']);
  const { time = {}, 'dist-tags': tags, deprecated } = JSON.parse(answer ?? '{}') as Partial<Answer>;
  const released = Object.entries(time).filter(([version]) => /^\d/.test(version));
  if (!tags || released.length === 0) throw new Error(`The registry did not answer about ${name}.`);
  return {
    newest: tags.latest,
    /** In milliseconds since 1970. */
    lastRelease: Math.max(...released.map(([, at]) => Date.parse(at))),
    deprecated,
  };
}
