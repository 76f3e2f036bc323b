/** Pictures by their edge in pixels, each a PNG. */
export type Images = ReadonlyMap<number, Buffer>;

/** The picture formats of an .icns file, and the edge of each. Those for screens with twice the pixels come again. */
const ICNS_TYPES = [
  ['ic11', 32],
  ['ic12', 64],
  ['ic07', 128],
  ['ic13', 256],
  ['ic08', 256],
  ['ic14', 512],
  ['ic09', 512],
  ['ic10', 1024],
] as const;
const ICO_SIZES = [16, 24, 32, 48, 64, 128, 256];

/** What Windows shows: a directory of sixteen bytes for each picture, and the pictures. */
export function ico(images: Images): Buffer {
  const entries = ICO_SIZES.map((size) => ({ size, png: imageOf(images, size) }));
  const head = Buffer.alloc(6 + entries.length * 16);
  head.writeUInt16LE(1, 2);
  head.writeUInt16LE(entries.length, 4);
  let offset = head.length;
  for (const [index, { size, png }] of entries.entries()) {
    const at = 6 + index * 16;
    // 256 does not fit into its byte, and is written as 0.
    head.writeUInt8(size % 256, at);
    head.writeUInt8(size % 256, at + 1);
    head.writeUInt16LE(1, at + 4);
    head.writeUInt16LE(32, at + 6);
    head.writeUInt32LE(png.length, at + 8);
    head.writeUInt32LE(offset, at + 12);
    offset += png.length;
  }
  return Buffer.concat([head, ...entries.map(({ png }) => png)]);
}

/** What macOS shows: pictures one after the other, each behind its type and length. */
export function icns(images: Images): Buffer {
  const parts = ICNS_TYPES.map(([type, size]) => block(type, imageOf(images, size)));
  return block('icns', Buffer.concat(parts));
}

function block(type: string, content: Buffer): Buffer {
  const head = Buffer.alloc(8);
  head.write(type, 'ascii');
  head.writeUInt32BE(8 + content.length, 4);
  return Buffer.concat([head, content]);
}

function imageOf(images: Images, size: number): Buffer {
  const png = images.get(size);
  if (!png) throw new Error(`no picture of ${size} pixels`);
  return png;
}
