import { Button, Code, CopyButton, Group, Stack, Text } from '@mantine/core';
import { IconCheck, IconCopy, IconPrinter } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { usePrint } from './use-print';

interface SecretOnceProps {
  /** What it is, such as "the one-time password of Asha". */
  readonly label: string;
  readonly secret: string;
}

/** A secret that the office tells once: large, to be copied or printed. Nothing keeps it after the page is left. */
export function SecretOnce({ label, secret }: SecretOnceProps) {
  const { t } = useTranslation();
  const print = usePrint();
  return (
    <Stack gap="xs">
      <Text size="sm" c="dimmed">
        {t('secretOnce.hint')}
      </Text>
      <div data-print>
        <Text size="sm" fw={600}>
          {label}
        </Text>
        <Code block fz="xl" fw={700}>
          {secret}
        </Code>
      </div>
      <Group gap="xs">
        <CopyButton value={secret}>
          {({ copied, copy }) => (
            <Button
              variant="default"
              leftSection={copied ? <IconCheck size={18} aria-hidden /> : <IconCopy size={18} aria-hidden />}
              aria-label={t('secretOnce.copyLabel', { label })}
              onClick={copy}
            >
              {copied ? t('copied') : t('copy')}
            </Button>
          )}
        </CopyButton>
        <Button
          variant="default"
          leftSection={<IconPrinter size={18} aria-hidden />}
          loading={print.isPending}
          onClick={() => void print.run()}
        >
          {t('print')}
        </Button>
      </Group>
    </Stack>
  );
}
