import 'reflect-metadata';
import { BlockList } from 'node:net';
import { Extension } from '@peculiar/x509';

/** Where an authority made here may vouch for anybody: networks that nobody on the internet has, and names of them. */
const NETWORKS = [
  { network: '10.0.0.0', bits: 8 },
  { network: '172.16.0.0', bits: 12 },
  { network: '192.168.0.0', bits: 16 },
  { network: '169.254.0.0', bits: 16 },
] as const;
const DOMAIN = 'local';

const permitted = new BlockList();
for (const { network, bits } of NETWORKS) permitted.addSubnet(network, bits);

/** Whether a certificate signed by the authority may say this; one that says more is refused as a whole. */
export function isPermitted(name: string): boolean {
  return permitted.check(name) || name.endsWith(`.${DOMAIN}`);
}

/** RFC 5280, 4.2.1.10: critical, so that what does not understand it trusts nothing rather than everything. */
export function nameConstraints(): Extension {
  const subtrees = [
    ...NETWORKS.map(({ network, bits }) => sequence(tagged(0x87, Buffer.from([...octets(network), ...mask(bits)])))),
    sequence(tagged(0x82, Buffer.from(DOMAIN))),
  ];
  return new Extension('2.5.29.30', true, new Uint8Array(sequence(tagged(0xa0, Buffer.concat(subtrees)))));
}

function octets(address: string): number[] {
  return address.split('.').map(Number);
}

function mask(bits: number): number[] {
  const value = (0xffffffff << (32 - bits)) >>> 0;
  return [24, 16, 8, 0].map((shift) => (value >>> shift) & 0xff);
}

function sequence(content: Buffer): Buffer {
  return tagged(0x30, content);
}

/** DER with a length of one byte, which is enough for what is constant here. */
function tagged(tag: number, content: Buffer): Buffer {
  return Buffer.concat([Buffer.from([tag, content.length]), content]);
}
