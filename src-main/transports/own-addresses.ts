import { isIPv6 } from 'node:net';

/** The names under which this server may be spoken to: value of the Host header -> origin of its pages. */
export type OwnAddresses = ReadonlyMap<string, string>;

/** @param names host names and IP addresses that reach the socket that listens at the port */
export function ownAddresses(names: readonly string[], port: number): OwnAddresses {
  return new Map(
    names.map((name) => {
      const host = isIPv6(name) ? `[${name}]` : name.toLowerCase();
      const authority = port === 443 ? host : `${host}:${port}`;
      return [authority, `https://${authority}`];
    }),
  );
}
