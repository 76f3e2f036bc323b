import { Button, FileButton, Stack, Textarea, type TextareaProps } from '@mantine/core';
import { IconFileUpload } from '@tabler/icons-react';
import { useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { readPem } from './certificate-files';

interface PemFieldProps extends TextareaProps {
  /** What the button is called for those who only hear it. */
  readonly fileLabel: string;
  readonly onFile: (text: string) => void;
  readonly onUnreadable: () => void;
}

/** A text that begins with `-----BEGIN`, pasted or from a file. */
export function PemField({ fileLabel, onFile, onUnreadable, ...field }: PemFieldProps) {
  const { t } = useTranslation('listener');
  const reset = useRef<() => void>(null);

  async function read(file: File) {
    const text = await readPem(file);
    if (text === null) onUnreadable();
    else onFile(text);
  }

  return (
    <Stack gap={6} align="flex-start">
      <Textarea
        w="100%"
        rows={4}
        required
        autoComplete="off"
        spellCheck={false}
        placeholder="-----BEGIN …"
        styles={{ input: { fontFamily: 'var(--mantine-font-family-monospace)', fontSize: '0.8125rem' } }}
        {...field}
      />
      <FileButton
        resetRef={reset}
        accept=".pem,.crt,.cer,.key,.txt,application/x-pem-file,text/plain"
        onChange={(file) => {
          if (file) void read(file);
          // The same file may be chosen again after it was mended.
          reset.current?.();
        }}
        inputProps={{ 'aria-label': fileLabel }}
      >
        {(props) => (
          <Button
            {...props}
            variant="subtle"
            size="compact-md"
            aria-label={fileLabel}
            leftSection={<IconFileUpload size={18} aria-hidden />}
          >
            {t('certificate.import.fromFile')}
          </Button>
        )}
      </FileButton>
    </Stack>
  );
}
