/** `npm run package [-- targets for electron-builder]`: what people download, for this system, in release/. */
import { makePackage } from './packaging/make-package.ts';
import { reportSizes } from './packaging/sizes.ts';
import { script } from './run.ts';

await script(async () => {
  const code = await makePackage(process.argv.slice(2));
  if (code === 0) reportSizes();
  return code;
});
