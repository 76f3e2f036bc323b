import { ensureSystemPackages } from '../system-packages.ts';
import { makePackage } from './make-package.ts';
import { findDeb, findPackaged, prepareForTests } from './packaged.ts';

/**
 * The environment in which tests find a package.
 * @param make makes it first; answers an exit code
 */
export async function prepareTestPackages(make = () => makePackage([])): Promise<Record<string, string>> {
  const canInstall = process.platform === 'linux' && process.getuid?.() === 0;
  if (canInstall) await ensureSystemPackages('installed');
  const released = (await make()) === 0 ? findPackaged() : null;
  if (!released) throw new Error('There is no package to test.');
  const { executable } = await prepareForTests(released);
  return {
    EPASS_TEST_RELEASED: released.folder,
    EPASS_TEST_PACKAGED: executable,
    EPASS_TEST_DEB: findDeb() ?? '',
  };
}
