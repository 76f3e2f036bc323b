/** `npm run release -- PARTS FILES`: what all systems have built, as one folder to download from. Signs with UPDATE_KEY. */
import { gatherRelease } from './packaging/release-files.ts';
import { script } from './run.ts';

await script(async () => {
  const [parts, files] = process.argv.slice(2);
  const key = process.env['UPDATE_KEY'];
  if (!parts || !files) throw new Error('npm run release -- PARTS FILES');
  if (!key) throw new Error('UPDATE_KEY is not set: without it nobody can update to this release.');
  gatherRelease(parts, files, key);
  return 0;
});
