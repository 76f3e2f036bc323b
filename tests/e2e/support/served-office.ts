import { spawn } from 'node:child_process';
import { once } from 'node:events';

export interface ServedOffice {
  readonly address: string;
  /** Null once the event is set up. */
  readonly setUpCode: string | null;
  close(): Promise<void>;
}

/**
 * Starts the office without a window and waits until it says where it is.
 * @param prefix what comes before the command line, such as a program that runs it on another host
 * @param passphraseFile opens the signing keys, as for an office that nobody sits in front of
 */
export async function serveOffice(
  folder: string,
  prefix: readonly string[] = [],
  passphraseFile = '',
): Promise<ServedOffice> {
  const [program, ...before] = [...prefix, process.execPath];
  const office = spawn(program, [...before, 'out/main/serve.js', '--data', folder, '--port', '0'], {
    env: { ...process.env, EPASS_KEY_PASSPHRASE_FILE: passphraseFile },
  });
  const ended = once(office, 'exit');
  let said = '';
  office.stderr.on('data', (words: Buffer) => {
    said += words.toString();
  });
  await new Promise<void>((resolve, reject) => {
    office.stdout.on('data', (words: Buffer) => {
      said += words.toString();
      if (said.includes('Ctrl+C closes it.')) resolve();
    });
    office.once('exit', () => reject(new Error(`the office did not open: ${said}`)));
  });

  const address = /open at (https:\S+)/.exec(said)?.[1];
  if (address === undefined) throw new Error(`the office does not say where it is: ${said}`);
  return {
    address,
    setUpCode: /one-time code:\s+(\S+)/.exec(said)?.[1] ?? null,
    async close() {
      office.kill('SIGTERM');
      await ended;
    },
  };
}
