import { expect, test } from 'vitest';
import { decodeText, readTextFile } from '../../../src-renderer/exchange/read-file';

const TEXT = 'Name,Phone\r\nJosé Žižek,98765\r\n';
const utf16le = (text: string) => new Uint8Array(Buffer.from(text, 'utf16le'));
const utf16be = (text: string) => new Uint8Array(Buffer.from(text, 'utf16le').swap16());
const utf8 = (text: string) => new Uint8Array(Buffer.from(text));
const fileOf = (content: BlobPart, name = 'guests.csv') => new File([content], name);

test.each<[string, Uint8Array]>([
  ['UTF-8', utf8(TEXT)],
  ['UTF-8 with a mark', utf8(`\ufeff${TEXT}`)],
  ['UTF-16 of Windows', utf16le(`\ufeff${TEXT}`)],
  ['UTF-16 of Windows without a mark', utf16le(TEXT)],
  ['UTF-16 the other way round', utf16be(`\ufeff${TEXT}`)],
  ['UTF-16 the other way round without a mark', utf16be(TEXT)],
])('%s is read letter by letter', (_encoding, bytes) => {
  expect(decodeText(bytes)).toEqual({ text: TEXT, isGuessed: false });
});

test('what is not UTF-8 is read as Windows writes it, and says that it was a guess', () => {
  expect(decodeText(Uint8Array.of(0x4a, 0x6f, 0x73, 0xe9))).toEqual({ text: 'José', isGuessed: true });
});

test('a file is its name and its text', async () => {
  expect(await readTextFile(fileOf(TEXT))).toEqual({ name: 'guests.csv', text: TEXT, isGuessed: false });
});

test.each<[string, File, string]>([
  ['an empty file', fileOf(''), 'empty'],
  ['a file of blank lines', fileOf(' \r\n\r\n'), 'empty'],
  ['a spreadsheet', fileOf('PK', 'guests.XLSX'), 'spreadsheet'],
  ['a picture', fileOf(Uint8Array.of(0x89, 0x50, 0x4e, 0x47, 0, 0, 0, 13, 0, 1, 2, 3)), 'not-text'],
  ['a file beyond what the office reads', fileOf('x'.repeat(20_000_001)), 'too-large'],
  ['a file whose quotation marks make it too long to send', fileOf('"'.repeat(12_000_000)), 'too-large'],
])('%s is refused', async (_case, file, problem) => {
  expect(await readTextFile(file)).toBe(problem);
});

test('a file that cannot be read any more is refused', async () => {
  const gone = fileOf(TEXT);
  gone.arrayBuffer = () => Promise.reject(new DOMException('gone', 'NotReadableError'));
  expect(await readTextFile(gone)).toBe('unreadable');
});
