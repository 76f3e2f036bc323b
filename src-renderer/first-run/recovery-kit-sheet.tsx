import { Text, Title } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { RecoveryKit } from '../../src-shared/contract/office';
import type { Instant } from '../../src-shared/instant';
import { useFormat } from '../format/use-format';
import { QrCode } from '../ui/qr-code';
import classes from './sheets.module.css';

/** The recovery kit as a page of A4, on screen and, where it stands inside `[data-print]`, on paper. */
export function RecoveryKitSheet({ kit }: { readonly kit: RecoveryKit }) {
  const { t } = useTranslation('firstRun');
  const format = useFormat();
  return (
    <section className={classes.kit} aria-label={t('handOver.kitTitle')}>
      <div>
        <Title order={2}>{t('handOver.kitTitle')}</Title>
        <Text mt={6}>{t('handOver.kitBody')}</Text>
        <dl className={classes.facts}>
          <dt>{t('handOver.kitFor')}</dt>
          <dd>{kit.eventName}</dd>
          <dt>{t('handOver.kitMade')}</dt>
          <dd>{format.dateTime(kit.madeAt as Instant)}</dd>
          <dt>{t('handOver.kitKeys')}</dt>
          <dd>{kit.keyIds.join(', ')}</dd>
        </dl>
      </div>
      <div className={classes.code}>
        <QrCode text={kit.text} label={t('handOver.kitQr')} correction="M" />
      </div>
      <p className={classes.text} data-kit-text>
        {inGroups(kit.text)}
      </p>
      <Text size="sm">{t('handOver.kitUse')}</Text>
    </section>
  );
}

/** Four characters at a time, which is how people copy them. Blanks are left out again when the text is read. */
function inGroups(text: string): string {
  const start = text.indexOf('.') + 1;
  const groups = text.slice(start).match(/.{1,4}/g) ?? [];
  return [text.slice(0, start), ...groups].join(' ');
}
