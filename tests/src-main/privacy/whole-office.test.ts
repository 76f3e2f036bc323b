import { readdirSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { openReadyOffice, temporaryFolder, valueOf } from '../../support/box-office';
import { sale } from '../../support/passes-store';
import { findBytes } from '../../support/privacy-store';
import { ask, isInFile } from '../../support/test-database';

const TEXTS = ['plantedname', '9876512345', 'PLANT-ED-0815', 'planted0815'];
const PLANTED = {
  name1: 'Zäzilia Plantedname',
  phone1: '98765 12345',
  paymentMode: 'ONLINE',
  txnInfo: 'PLANT-ED-0815',
} as const;

function folderOf(line: string): string {
  return line.split(':')[0]?.split(path.sep).slice(0, 2).join('/') ?? '';
}

test.runIf(isInFile())(
  'of somebody who was erased nothing is left but in backups made before, and a restored one forgets them too',
  async () => {
    using event = temporaryFolder();
    using second = temporaryFolder();
    let office = await openReadyOffice({ folder: event.folder });
    try {
      const { api } = office;
      valueOf(await api['backups.save']({ secondFolder: second.folder }));
      const { passId } = valueOf(await api['passes.sell'](sale(PLANTED)));
      const { code } = valueOf(await api['passes.get']({ passId }));
      valueOf(await api['scans.scan']({ scanId: crypto.randomUUID(), code: code ?? '' }));
      const before = valueOf(await api['backups.make']({}));
      const places = new Set(findBytes(event.folder, TEXTS).map(folderOf));
      expect(places).toContain('journal/' + readdirSync(path.join(event.folder, 'journal'))[0]);
      expect(places).toContain('backups/manual');

      const { erased, backupsUntil } = valueOf(await api['privacy.erase']({ passIds: [passId] }));
      expect([erased, backupsUntil]).toEqual([1, '2026-12-05T12:30:00.000Z']);
      // Another name for each, because backups are named after their second.
      office.wait(60_000);
      const after = valueOf(await api['backups.make']({}));
      const left = findBytes(event.folder, TEXTS).filter((line) => !line.startsWith('epass.db'));
      expect(new Set(left.map(folderOf))).toEqual(new Set(['backups/manual']));
      expect(left.some((line) => line.includes(after.fileName))).toBe(false);
      expect(findBytes(second.folder, TEXTS).filter((line) => line.includes('journal'))).toEqual([]);

      // The backup still names the person; the journal takes them off it again.
      valueOf(await api['restore.apply']({ id: before.id }));
      valueOf(await api['session.signIn']({ username: 'admin1', password: 'correct horse battery' }));
      expect(valueOf(await api['passes.get']({ passId }))).toMatchObject({
        pass: { name1: '', phone1: '', txnInfo: null, scannedAt: '2026-11-28T12:30:00.000Z' },
      });
      expect(valueOf(await api['privacy.status']({}))).toMatchObject({ named: 0, erased: 1 });
      expect(office.log.bugs).toEqual([]);
    } finally {
      await office.close();
    }
    const kept = findBytes(event.folder, TEXTS).filter((line) => !/^(backups|replaced)/.test(line));
    expect(kept).toEqual([]);
  },
  60_000,
);

test.skipIf(isInFile())(
  'of somebody who was erased a store has nothing, nor has any backup made of it later',
  async () => {
    using event = temporaryFolder();
    await using office = await openReadyOffice({ folder: event.folder });
    const { api } = office;
    const { passId } = valueOf(await api['passes.sell'](sale(PLANTED)));
    const inTables = async () => {
      const tables = await ask<{ name: string }>(
        event.folder,
        "SELECT table_name AS name FROM information_schema.tables WHERE table_schema = 'public'",
      );
      const hits = await Promise.all(
        tables.map(({ name }) =>
          ask(event.folder, `SELECT 1 FROM ${name} AS row WHERE row::text ~* '${TEXTS.join('|')}'`),
        ),
      );
      return tables.filter((_, at) => hits[at]?.length).map(({ name }) => name);
    };
    // The second one is what searches go by.
    expect((await inTables()).sort()).toEqual(['pass_texts', 'passes']);
    valueOf(await api['backups.make']({}));
    expect(findBytes(event.folder, TEXTS).map(folderOf)).toContain('backups/manual');

    expect(valueOf(await api['privacy.erase']({ passIds: [passId] }))).toMatchObject({ erased: 1 });
    office.wait(60_000);
    const after = valueOf(await api['backups.make']({}));
    expect(await inTables()).toEqual([]);
    const left = findBytes(event.folder, TEXTS);
    expect(new Set(left.map(folderOf))).toEqual(new Set(['backups/manual']));
    expect(left.some((line) => line.includes(after.fileName))).toBe(false);
    expect(office.log.bugs).toEqual([]);
  },
);
