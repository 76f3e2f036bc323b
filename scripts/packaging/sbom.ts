import type { Shipped } from './shipped.ts';

/**
 * What is in a package, as a CycloneDX 1.6 document: every part with its version, its licence and the digest with which it
 * was installed. The same parts give the same text.
 */
export function sbomOf(
  program: { readonly name: string; readonly version: string; readonly license: string },
  parts: readonly Shipped[],
) {
  const root = `pkg:npm/${program.name}@${program.version}`;
  return {
    bomFormat: 'CycloneDX',
    specVersion: '1.6',
    version: 1,
    metadata: {
      component: {
        type: 'application',
        'bom-ref': root,
        name: program.name,
        version: program.version,
        licenses: [{ license: { id: program.license } }],
      },
    },
    components: parts.map((part) => ({
      type: part.name === 'electron' ? 'framework' : 'library',
      'bom-ref': purlOf(part),
      name: part.name,
      version: part.version,
      purl: purlOf(part),
      licenses: [/ (OR|AND) /.test(part.licence) ? { expression: part.licence } : { license: { id: part.licence } }],
      ...(part.integrity === null ? {} : { hashes: [{ alg: 'SHA-512', content: hexOf(part.integrity) }] }),
    })),
    dependencies: [{ ref: root, dependsOn: parts.map(purlOf) }],
  };
}

function purlOf({ name, version }: Shipped): string {
  return `pkg:npm/${name.replace('@', '%40')}@${version}`;
}

function hexOf(integrity: string): string {
  return Buffer.from(integrity.replace('sha512-', ''), 'base64').toString('hex');
}
