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

  const newest = Number.parseInt(ask('electron', 'dist-tags.latest'), 10);
  const ours = Number.parseInt(direct['electron'] ?? '', 10);
  if (ours < newest - 1) problems.push(`Electron ${ours} is not one of the two newest majors (${newest}).`);

  for (const { name } of listShipped().filter((part) => part.name in direct)) {
    const days = (Date.now() - Date.parse(ask(name, 'time.modified'))) / 86_400_000;
    const deprecated = ask(name, 'deprecated');
    console.log(`${name}: last change ${Math.round(days)} days ago`);
    if (deprecated !== '') problems.push(`${name} is given up: ${deprecated}`);
    if (days > TOO_LONG_DAYS && !(name in FINISHED))
      problems.push(`${name} has not changed for ${Math.round(days)} days.`);
  }
  for (const problem of problems) console.error(problem);
  return problems.length > 0 ? 1 : 0;
});

function ask(name: string, field: string): string {
  const answer = outputOf('npm', ['view', name, field]);
  if (answer === null) throw new Error(`The registry did not answer about ${name}.`);
  return answer;
}
