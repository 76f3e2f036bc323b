/** The contract's bound on PEM texts, and on a PFX file before it becomes Base64. */
const LONGEST_PEM = 60_000;
const LARGEST_PFX = 75_000;

export interface PemParts {
  readonly certificates: string;
  readonly key: string;
}

const BLOCK = /-----BEGIN ([A-Z0-9 ]+)-----[^-]*-----END \1-----/g;

/** Certificates and keys of a text apart: authorities often hand out both in one file. */
export function partsOfPem(text: string): PemParts {
  const blocks = [...text.matchAll(BLOCK)].map(([block, kind = '']) => ({
    block,
    isKey: kind.endsWith('PRIVATE KEY'),
  }));
  const join = (isKey: boolean) =>
    blocks
      .filter((block) => block.isKey === isKey)
      .map(({ block }) => block)
      .join('\n');
  return { certificates: join(false), key: join(true) };
}

/** Null for a file that is too large to be one, or that cannot be read. */
export async function readPem(file: File): Promise<string | null> {
  if (file.size > LONGEST_PEM) return null;
  return file.text().catch(() => null);
}

/** As Base64; null for a file that is too large to be one, or that cannot be read. */
export async function readPfx(file: File): Promise<string | null> {
  if (file.size > LARGEST_PFX) return null;
  const bytes = await file.arrayBuffer().catch(() => null);
  return bytes && btoa(Array.from(new Uint8Array(bytes), (byte) => String.fromCharCode(byte)).join(''));
}
