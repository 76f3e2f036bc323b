import { useTranslation } from 'react-i18next';
import { ConfirmDialog } from '../ui/confirm-dialog';
import type { Cut } from './listener-change';

interface CutDialogProps {
  /** What paired phones will go through; null asks nothing. */
  readonly cut: Cut | null;
  readonly phones: number;
  readonly onConfirm: () => void;
  readonly onClose: () => void;
}

/** Asks before a change that paired phones notice in the middle of an evening. */
export function CutDialog({ cut, phones, onConfirm, onClose }: CutDialogProps) {
  const { t } = useTranslation('listener');
  return (
    <ConfirmDialog
      opened={cut !== null}
      title={t('cut.title')}
      confirmLabel={t('cut.confirm')}
      cancelLabel={t('cut.keep')}
      onConfirm={onConfirm}
      onClose={onClose}
    >
      {cut !== null && t(`cut.${cut}`, { count: phones })}
    </ConfirmDialog>
  );
}
