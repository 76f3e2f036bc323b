import type { FieldProblem } from '../../src-shared/contract/operation';
import { checkLeaf, type ListenerCertificate, problemAt } from './import-checks';
import { trialHandshake } from './trial-handshake';

type PfxInput = Extract<ListenerCertificate, { format: 'pfx' }>;

/**
 * A certificate and its key in one file, as Windows exports them. Only OpenSSL looks into it.
 * @throws ExpectedError `invalid-input` with a `certificate-…` problem on the field that has it
 */
export async function readPfxImport({ file, passphrase = '' }: PfxInput, now: number) {
  const pfx = Buffer.from(file, 'base64');
  const shown = await trialHandshake({ pfx, passphrase }).catch((error: unknown) => {
    const problem = problemOf(error);
    throw problemAt(problem === 'certificate-passphrase' ? 'passphrase' : 'file', problem);
  });
  checkLeaf(shown, now, 'file');
  return { file: pfx.toString('base64'), passphrase };
}

/** In the words of OpenSSL, which Node and serve mode have, and of BoringSSL, which Electron has. */
function problemOf(error: unknown): FieldProblem {
  const message = error instanceof Error ? error.message : '';
  if (/mac verify|INCORRECT_PASSWORD/i.test(message)) return 'certificate-passphrase';
  if (/private key/i.test(message)) return 'certificate-key-missing';
  if (/too[ _]small|too[ _]weak/i.test(message)) return 'certificate-weak';
  return 'certificate-unreadable';
}
