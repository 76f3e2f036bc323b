/** `npm run sbom`: beside the packages in release/, the list of what is in them (CycloneDX) and all licences as text. */
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { buildWhenStale } from './build-when-stale.ts';
import { sbomOf } from './packaging/sbom.ts';
import { listShipped } from './packaging/shipped.ts';
import { repository, script } from './run.ts';

await script(async () => {
  await buildWhenStale();
  const program = JSON.parse(readFileSync(join(repository, 'package.json'), 'utf8')) as {
    readonly name: string;
    readonly version: string;
    readonly license: string;
  };
  const parts = listShipped();
  const folder = join(repository, 'release');
  mkdirSync(folder, { recursive: true });
  writeFileSync(
    join(folder, `${program.name}-${program.version}.cdx.json`),
    JSON.stringify(sbomOf(program, parts), null, 2),
  );
  const licences = parts.map(({ name, version, licence, text }) => `${name} ${version} (${licence})\n\n${text}\n`);
  writeFileSync(join(folder, 'LICENCES.txt'), licences.join(`\n${'-'.repeat(80)}\n\n`));
  console.log(`${parts.length} parts are in the program; release/ has their list and their licences.`);
  return 0;
});
