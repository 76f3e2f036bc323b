import { Button, Input, SegmentedControl, Stack, Text } from '@mantine/core';
import { IconCircleCheck, IconPrinter } from '@tabler/icons-react';
import { useId } from 'react';
import { useTranslation } from 'react-i18next';
import type { PaperFormat } from '../../src-shared/contract/office';
import { RefusalAlert } from '../ui/refusal-alert';
import classes from './pass.module.css';
import type { usePrintPass } from './use-print-pass';

const PAPERS: readonly PaperFormat[] = ['A6', 'A4', 'roll80'];

interface PrintPassProps {
  readonly printing: ReturnType<typeof usePrintPass>;
  /** After a sale, so that Enter prints. */
  readonly autoFocus: boolean;
}

export function PrintPass({ printing, autoFocus }: PrintPassProps) {
  const { t } = useTranslation('passes');
  const id = useId();
  return (
    <Stack gap="md">
      <Button
        size="xl"
        fullWidth
        autoFocus={autoFocus}
        leftSection={<IconPrinter size={26} aria-hidden />}
        loading={printing.isPending}
        onClick={() => void printing.print()}
      >
        {t('pass.print.action')}
      </Button>
      {printing.isSent && (
        <Text role="status" fw={650} className={classes.sent ?? ''}>
          <IconCircleCheck size={22} aria-hidden />
          {t('pass.print.sent')}
        </Text>
      )}
      <RefusalAlert
        refusal={printing.refusal}
        action={
          <>
            <Text>{t('pass.print.soldAnyway')}</Text>
            <Button variant="default" onClick={() => void printing.print({ dialog: true })}>
              {t('pass.print.withDialog')}
            </Button>
          </>
        }
      />
      <div>
        <Input.Label component="div" size="md" id={`${id}-paper`}>
          {t('pass.paper.label')}
        </Input.Label>
        <SegmentedControl
          fullWidth
          size="md"
          aria-labelledby={`${id}-paper`}
          data={PAPERS.map((value) => ({ value, label: t(`pass.paper.${value}`) }))}
          value={printing.paper}
          onChange={printing.choosePaper}
        />
      </div>
    </Stack>
  );
}
