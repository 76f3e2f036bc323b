/**
 * `npm run update-key -- FILE`: makes the key that signs updates, once and for all releases. Who has it can replace the
 * program everywhere; who loses it can update nobody any more.
 */
import { generateKeyPairSync } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import { publicKeyOf } from './packaging/release-files.ts';
import { script } from './run.ts';

await script(async () => {
  const [file] = process.argv.slice(2);
  if (!file) throw new Error('npm run update-key -- FILE, on a stick that is kept with valuables');
  const { privateKey } = generateKeyPairSync('ed25519');
  const pem = privateKey.export({ format: 'pem', type: 'pkcs8' }).toString();
  writeFileSync(file, pem, { mode: 0o600, flag: 'wx' });
  console.log(`Its public half, which packages will carry: ${publicKeyOf(pem)}`);
  return 0;
});
