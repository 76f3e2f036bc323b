import { Button } from '@mantine/core';
import { IconFileExport } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { type ExportChoice, ExportDialog } from './export-dialog';

/** For administrators: everything, or what the list is narrowed down to, as a file for a spreadsheet. */
export function ExportButton(choice: ExportChoice) {
  const { t } = useTranslation('exchange');
  const [opened, setOpened] = useState(false);
  return (
    <>
      <Button variant="default" leftSection={<IconFileExport size={20} aria-hidden />} onClick={() => setOpened(true)}>
        {t('export.action')}
      </Button>
      {opened && <ExportDialog {...choice} onClose={() => setOpened(false)} />}
    </>
  );
}
