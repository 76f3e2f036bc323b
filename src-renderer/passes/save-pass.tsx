import { Alert, Button, Group } from '@mantine/core';
import { IconFileTypePdf, IconPhoto } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { PaperFormat } from '../../src-shared/contract/office';
import { saveFile, ticketFileName } from '../ticket/save-file';
import type { TicketFacts } from '../ticket/ticket-facts';
import { drawPdf, drawPng } from '../ticket/ticket-files';

interface SavePassProps {
  readonly facts: TicketFacts;
  readonly passId: string;
  readonly paper: PaperFormat;
  /** The drawing on the page; the files are made of it. */
  readonly drawing: () => SVGSVGElement | null;
}

/** The pass as a file, to send to its holder or to print elsewhere. */
export function SavePass({ facts, passId, paper, drawing }: SavePassProps) {
  const { t } = useTranslation('passes');
  const [making, setMaking] = useState<'pdf' | 'png' | null>(null);
  const [hasFailed, setFailed] = useState(false);

  async function save(ending: 'pdf' | 'png') {
    const picture = drawing();
    if (!picture || making) return;
    setMaking(ending);
    setFailed(false);
    try {
      const name = ticketFileName(facts, passId, ending);
      saveFile(ending === 'pdf' ? await drawPdf(picture, paper, name) : await drawPng(picture, paper), name);
    } catch {
      setFailed(true);
    }
    setMaking(null);
  }

  return (
    <>
      <Group grow gap="sm">
        <Button
          variant="default"
          px="xs"
          leftSection={<IconFileTypePdf size={20} aria-hidden />}
          loading={making === 'pdf'}
          onClick={() => void save('pdf')}
        >
          {t('pass.print.pdf')}
        </Button>
        <Button
          variant="default"
          px="xs"
          leftSection={<IconPhoto size={20} aria-hidden />}
          loading={making === 'png'}
          onClick={() => void save('png')}
        >
          {t('pass.print.png')}
        </Button>
      </Group>
      {hasFailed && (
        <Alert role="alert" color="red" title={t('pass.print.fileFailed')}>
          {t('pass.print.fileFailedBody')}
        </Alert>
      )}
    </>
  );
}
