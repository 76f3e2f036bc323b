import { createHash, X509Certificate } from 'node:crypto';

/**
 * A configuration profile with which an iPhone or iPad takes an authority in. Its identifiers come from the certificate,
 * so that installing it twice leaves one.
 * @param certificate PEM
 */
export function mobileProfile(name: string, certificate: string): string {
  const { raw } = new X509Certificate(certificate);
  const identifier = `epass-box-office.authority.${createHash('sha256').update(raw).digest('hex').slice(0, 16)}`;
  return `<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE plist PUBLIC "-//Apple//DTD PLIST 1.0//EN" "http://www.apple.com/DTDs/PropertyList-1.0.dtd">
<plist version="1.0">
<dict>
  <key>PayloadType</key><string>Configuration</string>
  <key>PayloadVersion</key><integer>1</integer>
  <key>PayloadIdentifier</key><string>${identifier}</string>
  <key>PayloadUUID</key><string>${uuidOf(raw, 'profile')}</string>
  <key>PayloadDisplayName</key><string>${escapeXml(name)}</string>
  <key>PayloadDescription</key><string>Lets this device trust the box office at the gate. For devices of the venue.</string>
  <key>PayloadRemovalDisallowed</key><false/>
  <key>PayloadContent</key>
  <array>
    <dict>
      <key>PayloadType</key><string>com.apple.security.root</string>
      <key>PayloadVersion</key><integer>1</integer>
      <key>PayloadIdentifier</key><string>${identifier}.certificate</string>
      <key>PayloadUUID</key><string>${uuidOf(raw, 'certificate')}</string>
      <key>PayloadDisplayName</key><string>${escapeXml(name)}</string>
      <key>PayloadCertificateFileName</key><string>authority.crt</string>
      <key>PayloadContent</key>
      <data>${raw.toString('base64')}</data>
    </dict>
  </array>
</dict>
</plist>
`;
}

/** Version 8: made of what it names. */
function uuidOf(raw: Buffer, use: string): string {
  const hash = createHash('sha256').update(use).update(raw).digest();
  hash[6] = ((hash[6] ?? 0) & 0x0f) | 0x80;
  hash[8] = ((hash[8] ?? 0) & 0x3f) | 0x80;
  const hex = hash.toString('hex').toUpperCase();
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20, 32)].join('-');
}

const ENTITIES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };

/** Characters that XML 1.0 cannot carry at all are left out. */
function escapeXml(text: string): string {
  return text
    .replace(/[&<>"]/g, (character) => ENTITIES[character] ?? '')
    .replace(/[^\t\n\r\u{20}-\u{D7FF}\u{E000}-\u{FFFD}\u{10000}-\u{10FFFF}]/gu, '');
}
