import common from './en/common.json';
import errors from './en/errors.json';
import gate from './en/gate.json';
import gateScanning from './en/gate-scanning.json';
import scanner from './en/scanner.json';
import type { ErrorWords } from './error-words';

/** Every word of a phone's page, and none of the desk's: it is loaded over the venue's Wi-Fi by somebody at the gate. */
export const phoneWords = { common, errors: errors satisfies ErrorWords, gate, gateScanning, scanner } as const;
