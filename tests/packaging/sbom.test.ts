import { expect, test } from 'vitest';
import { sbomOf } from '../../scripts/packaging/sbom.ts';

const integrity = `sha512-${Buffer.alloc(64, 7).toString('base64')}`;
const part = { version: '1.2.3', integrity, text: 'Permission is hereby granted' };

test('every part is listed with its digest, its licence and its address', () => {
  const bom = sbomOf({ name: 'epass-box-office', version: '0.1.0', license: 'MIT' }, [
    { ...part, name: '@scope/one', licence: 'MIT' },
    { ...part, name: 'two', licence: '(MIT OR CC0-1.0)' },
    { ...part, name: 'electron', licence: 'MIT', integrity: null },
  ]);
  expect(bom).toMatchObject({ bomFormat: 'CycloneDX', specVersion: '1.6' });
  expect(bom.components).toMatchObject([
    {
      type: 'library',
      purl: 'pkg:npm/%40scope/one@1.2.3',
      licenses: [{ license: { id: 'MIT' } }],
      hashes: [{ alg: 'SHA-512', content: '07'.repeat(64) }],
    },
    { name: 'two', licenses: [{ expression: '(MIT OR CC0-1.0)' }] },
    { type: 'framework', name: 'electron' },
  ]);
  expect(bom.dependencies).toEqual([
    {
      ref: 'pkg:npm/epass-box-office@0.1.0',
      dependsOn: ['pkg:npm/%40scope/one@1.2.3', 'pkg:npm/two@1.2.3', 'pkg:npm/electron@1.2.3'],
    },
  ]);
});
