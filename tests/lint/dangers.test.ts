import { readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { expect, test } from 'vitest';

const repository = resolve(import.meta.dirname, '../..');

/** Every source of the program, with its comments: a danger is not worth a mention there either. */
const sources = ['src-main', 'src-renderer', 'src-shared'].flatMap((folder) =>
  readdirSync(join(repository, folder), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && /\.(ts|tsx|html)$/.test(entry.name))
    .map((entry) => join(entry.parentPath, entry.name)),
);

test.each([
  ['opens something outside the program', /\bshell\b.*from 'electron'|openExternal|openPath|showItemInFolder/],
  ['shows a file by its path', /\bloadFile\(|['"`]file:\/\//],
  ['gives a page Node', /nodeIntegration\w*: true|contextIsolation: false/],
  ['takes the sandbox away', /sandbox: false|appendSwitch\(['"]no-sandbox/],
  ['takes the rules of the web away', /webSecurity|allowRunningInsecureContent|disable-web-security|bypassCSP/],
  ['switches on what is not finished', /experimentalFeatures|enableBlinkFeatures/],
  ['holds another page in a page', /<webview|webviewTag: true|allowpopups|<iframe/],
  ['runs a text as a program', /\beval\(|new Function\(|executeJavaScript|insertCSS|dangerouslySetInnerHTML/],
  ['registers an address of its own with the system', /setAsDefaultProtocolClient/],
  ['goes around certificates', /setCertificateVerifyProc|ignore-certificate-errors|certificate-error/],
  ['loads something over the network', /(src|href)=["']https?:/],
])('no source %s', (_what, danger) => {
  const found = sources.flatMap((file) =>
    readFileSync(file, 'utf8')
      .split('\n')
      .flatMap((line, index) => (danger.test(line) ? [`${file}:${index + 1}: ${line.trim()}`] : [])),
  );
  expect(found).toEqual([]);
});

test('there is one channel between a page and the program, and one place that opens it', () => {
  // Closing a channel that a library has opened is no way in.
  const users = sources.filter((file) => /\bipcMain\.(?!removeAllListeners\()\w+\(/.test(readFileSync(file, 'utf8')));
  expect(users.map((file) => file.slice(repository.length + 1).replaceAll('\\', '/'))).toEqual([
    'src-main/transports/ipc.ts',
  ]);
  const text = readFileSync(join(repository, 'src-main/transports/ipc.ts'), 'utf8');
  expect(text.match(/ipcMain\.\w+\('\w+'/g)).toEqual(["ipcMain.handle('call'"]);
});
