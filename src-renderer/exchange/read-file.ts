/** What keeps a file from being read. Each has its words. */
export const FILE_PROBLEMS = ['empty', 'too-large', 'spreadsheet', 'not-text', 'unreadable'] as const;
export type FileProblem = (typeof FILE_PROBLEMS)[number];

export interface TextFile {
  readonly name: string;
  readonly text: string;
  /** True where the encoding had to be guessed, so that somebody looks at the letters. */
  readonly isGuessed: boolean;
}

/** The contract's bound. */
const LONGEST_TEXT = 20_000_000;
/** The office takes 21 MiB a call; quotation marks and line ends take two characters each there. */
const LARGEST_MESSAGE = 21 * 1024 * 1024 - 4_096;

/** A text file as text, whatever program wrote it. */
export async function readTextFile(file: File): Promise<TextFile | FileProblem> {
  if (/\.(xlsx?|xlsm|ods|numbers)$/i.test(file.name)) return 'spreadsheet';
  if (file.size === 0) return 'empty';
  if (file.size > 2 * LONGEST_TEXT) return 'too-large';
  let bytes: Uint8Array;
  try {
    bytes = new Uint8Array(await file.arrayBuffer());
  } catch {
    return 'unreadable';
  }
  const decoded = decodeText(bytes);
  if (decoded === null) return 'not-text';
  if (decoded.text.trim() === '') return 'empty';
  const isTooLarge = decoded.text.length > LONGEST_TEXT || messageSize(decoded.text) > LARGEST_MESSAGE;
  return isTooLarge ? 'too-large' : { name: file.name, ...decoded };
}

/**
 * UTF-16 by its byte order mark or its zeros, UTF-8 where every byte of it is valid, and otherwise what Windows writes
 * in western countries. Null for what is no text at all.
 */
export function decodeText(bytes: Uint8Array): { readonly text: string; readonly isGuessed: boolean } | null {
  const utf16 = utf16Of(bytes);
  if (utf16) return { text: new TextDecoder(utf16).decode(bytes), isGuessed: false };
  if (bytes.includes(0)) return null;
  try {
    return { text: new TextDecoder('utf-8', { fatal: true }).decode(bytes), isGuessed: false };
  } catch {
    return { text: new TextDecoder('windows-1252').decode(bytes), isGuessed: true };
  }
}

function utf16Of(bytes: Uint8Array): 'utf-16le' | 'utf-16be' | null {
  const [first, second] = bytes;
  if (first === 0xff && second === 0xfe) return 'utf-16le';
  if (first === 0xfe && second === 0xff) return 'utf-16be';
  // Without a mark: a heading is mostly plain letters, so one half of its bytes is zero and the other is not.
  const sample = bytes.subarray(0, 512);
  const zeros = (parity: 0 | 1) => sample.reduce((sum, byte, at) => sum + (byte === 0 && at % 2 === parity ? 1 : 0), 0);
  const [even, odd] = [zeros(0), zeros(1)];
  if (odd > sample.length / 4 && even === 0) return 'utf-16le';
  if (even > sample.length / 4 && odd === 0) return 'utf-16be';
  return null;
}

function messageSize(text: string): number {
  return new Blob([JSON.stringify(text)]).size;
}
