import { Alert, Button, FileButton, Group, Stack, Text } from '@mantine/core';
import { IconFileSpreadsheet, IconFileUpload } from '@tabler/icons-react';
import { type DragEvent, useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import classes from './exchange.module.css';
import type { FileProblem, TextFile } from './read-file';

interface ChooseFileProps {
  readonly file: TextFile | null;
  readonly problem: FileProblem | null;
  /** How many rows the file has; null while that is not known. */
  readonly rows: number | null;
  readonly isBusy: boolean;
  readonly onFile: (file: File) => void;
}

/** A file from a button or dropped anywhere on the page. */
export function ChooseFile({ file, problem, rows, isBusy, onFile }: ChooseFileProps) {
  const { t } = useTranslation('exchange');
  const isOver = useDroppedFile(onFile);
  const reset = useRef<() => void>(null);
  return (
    <Stack gap="sm">
      <div className={classes.drop} data-over={isOver || undefined} data-chosen={file !== null || undefined}>
        {file ? (
          <IconFileSpreadsheet size={44} stroke={1.5} aria-hidden />
        ) : (
          <IconFileUpload size={56} stroke={1.4} aria-hidden />
        )}
        <div>
          <Text fw={650} fz={file ? 'md' : 'lg'} className={classes.fileName ?? ''}>
            {file?.name ?? t('file.drop')}
          </Text>
          <Text c="dimmed">{file ? rows !== null && t('file.rows', { count: rows }) : t('file.hint')}</Text>
        </div>
        <Group>
          <FileButton
            resetRef={reset}
            accept=".csv,.tsv,.txt,text/csv,text/plain"
            onChange={(chosen) => {
              if (chosen) onFile(chosen);
              // The same file may be chosen again after it was mended.
              reset.current?.();
            }}
            inputProps={{ 'aria-label': t('file.choose') }}
          >
            {(props) => (
              <Button {...props} variant={file ? 'default' : 'filled'} disabled={isBusy} autoFocus>
                {file ? t('file.another') : t('file.choose')}
              </Button>
            )}
          </FileButton>
        </Group>
      </div>
      {problem && (
        <Alert color="red" role="alert" title={t(`file.problems.${problem}.title`)}>
          {t(`file.problems.${problem}.body`)}
        </Alert>
      )}
      {file?.isGuessed && (
        <Alert color="marigold" title={t('file.guessed.title')}>
          {t('file.guessed.body')}
        </Alert>
      )}
    </Stack>
  );
}

/** A file that is dropped beside the mark would otherwise be opened in place of the desk. */
function useDroppedFile(onFile: (file: File) => void): boolean {
  const [isOver, setOver] = useState(false);
  const take = useRef(onFile);
  useEffect(() => {
    take.current = onFile;
  });
  useEffect(() => {
    const over = (event: Event) => {
      event.preventDefault();
      setOver(true);
    };
    const leave = (event: Event) => {
      if ((event as unknown as DragEvent).relatedTarget === null) setOver(false);
    };
    const drop = (event: Event) => {
      event.preventDefault();
      setOver(false);
      const file = (event as unknown as DragEvent).dataTransfer?.files[0];
      if (file) take.current(file);
    };
    window.addEventListener('dragover', over);
    window.addEventListener('dragleave', leave);
    window.addEventListener('drop', drop);
    return () => {
      window.removeEventListener('dragover', over);
      window.removeEventListener('dragleave', leave);
      window.removeEventListener('drop', drop);
    };
  }, []);
  return isOver;
}
