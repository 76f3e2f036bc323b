import { Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { ListenerStatus } from '../../src-shared/contract/listener';
import { useFormat } from '../format/use-format';
import classes from './phones.module.css';
import type { Phone } from './use-phones';

interface ListenerFactsProps {
  readonly status: ListenerStatus;
  readonly phones: readonly Phone[];
  /** Phones that belong to this event and were not signed off. */
  readonly paired: number;
}

/** The address large enough to be read across a table, and on what it rests. */
export function ListenerFacts({ status, phones, paired }: ListenerFactsProps) {
  const { t } = useTranslation('phones');
  const { t: words } = useTranslation('listener');
  const format = useFormat();
  const { certificate, address, origin } = status;
  const network = status.networks.find((one) => one.address === address);
  const connected = phones.filter(({ link }) => link === 'connected').length;
  return (
    <>
      <div>
        <Text size="sm" c="dimmed">
          {t('listener.address')}
        </Text>
        <Text ff="monospace" className={classes.origin ?? ''}>
          {origin}
        </Text>
      </div>
      <dl className={classes.facts}>
        {network && (
          <div>
            <dt>{t('listener.network')}</dt>
            <dd>{words('where.choice', { name: words(`where.kinds.${network.kind}`), kind: network.network })}</dd>
          </div>
        )}
        <div>
          <dt>{t('listener.connected')}</dt>
          <dd data-numbers>
            {paired === 0 ? t('listener.noPhones') : t('listener.connectedOf', { connected, count: paired })}
          </dd>
        </div>
        {certificate && (
          <div>
            <dt>{t('listener.certificate')}</dt>
            <dd>
              {certificate.kind === 'imported' && certificate.names[0] !== undefined
                ? t('listener.certificateFor', { name: certificate.names[0] })
                : words(`certificate.kinds.${certificate.kind}`)}
              <Text size="sm" c="dimmed" fw={400}>
                {t(`listener.certificateNotes.${certificate.kind}`, {
                  date: format.day(format.dayOf(certificate.validUntil)),
                })}
              </Text>
            </dd>
          </div>
        )}
      </dl>
    </>
  );
}
