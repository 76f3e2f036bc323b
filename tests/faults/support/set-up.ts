import { ADMINISTRATOR, COUPLE, PASSPHRASE, SINGLE, TEST_EVENT, valueOf } from '../../support/box-office';
import { openBrowser } from '../../support/served-browser';
import type { Served } from './serving';

/** Makes the event of the tests in an office that has none, with the code that its console showed. */
export async function setUp({ origin, certificate, setUpCode }: Served): Promise<void> {
  const browser = openBrowser({ origin, ca: certificate, page: 'call' });
  valueOf(
    await browser.api['setUp.create']({
      event: TEST_EVENT,
      passTypes: [SINGLE, COUPLE],
      staff: [],
      key: { source: 'new', passphrase: PASSPHRASE },
      administrator: ADMINISTRATOR,
      ...(setUpCode === null ? {} : { setUpCode }),
    }),
  );
  browser.close();
}
