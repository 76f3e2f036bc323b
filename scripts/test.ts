/** `npm test`: sets up what the tests need and runs them all. Its last line is "N passed, M failed". */
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { prepareTestPackages } from './packaging/test-packages.ts';
import { repository, run, script } from './run.ts';
import { ensureSystemPackages } from './system-packages.ts';
import { prepareTestBrowsers, runWithTestBrowsers } from './test-browsers.ts';
import { noTests, playwrightCounts, sum, type TestCounts, vitestCounts } from './test-counts.ts';

const VITEST_REPORT = 'test-results/vitest.json';
const PLAYWRIGHT_REPORT = 'test-results/playwright.json';

await script(async () => {
  const parts: { readonly title: string; readonly counts: TestCounts }[] = [];
  const failedSteps: string[] = [];
  rmSync(join(repository, 'test-results'), { recursive: true, force: true });

  for (const step of ['format', 'lint', 'typecheck']) {
    if ((await run('npm', ['run', '--silent', step === 'format' ? 'format:check' : step])) !== 0)
      failedSteps.push(step);
  }

  // Without it there are no tests, because half of them work on a store of several desks.
  if (!process.env['EPASS_TEST_DATABASE_URL']) await ensureSystemPackages('postgres');
  // Without them, tests that bring about faults are skipped, and counted as such.
  await ensureSystemPackages('faults').catch((error: unknown) => console.error(String(error)));
  const unit = await run(process.execPath, [
    join(repository, 'node_modules/vitest/vitest.mjs'),
    'run',
    '--reporter=default',
    '--reporter=json',
    `--outputFile.json=${VITEST_REPORT}`,
  ]);
  if (unit !== 0) failedSteps.push('unit and integration tests');
  parts.push({
    title: `Unit and integration tests on Node ${process.versions.node}`,
    counts: vitestCounts(VITEST_REPORT),
  });

  try {
    const browsers = await prepareTestBrowsers();
    const packages = await prepareTestPackages();
    const playwright = join(repository, 'node_modules/@playwright/test/cli.js');
    if ((await runWithTestBrowsers(browsers, process.execPath, [playwright, 'test'], packages)) !== 0)
      failedSteps.push('Electron, browser and package tests');
    const counts = playwrightCounts(PLAYWRIGHT_REPORT);
    parts.push({ title: `Tests on Electron ${browsers.electronVersion}`, counts: counts('electron') });
    parts.push({ title: `Tests on ${browsers.chromiumVersion}`, counts: counts('browser') });
    parts.push({ title: `Tests of the package for ${process.platform}`, counts: counts('packaged') });
  } catch (error) {
    console.error(error instanceof Error ? error.message : error);
    failedSteps.push('preparing the Electron, browser and package tests');
  }

  console.log();
  for (const { title, counts } of parts) {
    console.log(`${title}: ${inWords(counts)}`);
    if (counts.passed + counts.failed === 0) failedSteps.push(`no test ran of: ${title}`);
  }
  const total = parts.map((part) => part.counts).reduce(sum, noTests);
  if (failedSteps.length > 0) console.log(`Failed: ${failedSteps.join('; ')}`);
  // A failed step without a failed test (lint, a file that does not load) must not look like success in the last line.
  const failed = failedSteps.length > 0 ? Math.max(1, total.failed) : total.failed;
  console.log(inWords({ ...total, failed }));
  return failed > 0 ? 1 : 0;
});

function inWords({ passed, failed, skipped }: TestCounts): string {
  return `${passed} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ''}`;
}
