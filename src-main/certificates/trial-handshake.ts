import { once } from 'node:events';
import { duplexPair } from 'node:stream';
import { connect, createSecureContext, TLSSocket } from 'node:tls';
import { TLS_RULES, type TlsIdentity } from '../listener/serve-at';

/**
 * Shows an identity to a client in this process, under the rules of the listener.
 * @returns the certificate that the client saw, DER
 * @throws whatever keeps OpenSSL from reading or using it
 */
export async function trialHandshake(identity: TlsIdentity): Promise<Buffer> {
  const secureContext = createSecureContext({ ...identity, ...TLS_RULES });
  const [near, far] = duplexPair();
  const server = new TLSSocket(far, { isServer: true, secureContext });
  // Nothing is trusted here; the certificate is only looked at.
  const client = connect({ socket: near, rejectUnauthorized: false });
  // What comes after the first is of no interest, and must not end the process.
  for (const socket of [client, server]) socket.on('error', () => undefined);
  try {
    await Promise.race([once(client, 'secureConnect'), failureOf(server)]);
    return client.getPeerCertificate().raw;
  } finally {
    client.destroy();
    server.destroy();
  }
}

async function failureOf(socket: TLSSocket): Promise<never> {
  const [error] = await once(socket, 'error');
  throw error;
}
