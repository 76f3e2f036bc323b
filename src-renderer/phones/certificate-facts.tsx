import { Code, Stack } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { ServedCertificate } from '../../src-shared/contract/listener';
import { When } from '../ui/when';
import classes from './certificate.module.css';
import { fingerprintGroups } from './listener-change';

/** What a phone shows of the certificate, for somebody who compares the two. */
export function CertificateFacts({ certificate }: { readonly certificate: ServedCertificate }) {
  const { t } = useTranslation('listener');
  return (
    <dl className={classes.facts}>
      <div>
        <dt>{t('certificate.names')}</dt>
        <dd>
          <Stack component="ul" gap={0} m={0} p={0} className={classes.names ?? ''}>
            {certificate.names.map((name) => (
              <li key={name}>{name}</li>
            ))}
          </Stack>
        </dd>
      </div>
      <div>
        <dt>{t('certificate.validUntil')}</dt>
        <dd>
          <When at={certificate.validUntil} />
        </dd>
      </div>
      <div>
        <dt>{t('certificate.fingerprint')}</dt>
        <dd>
          <Fingerprint value={certificate.fingerprint} />
        </dd>
      </div>
    </dl>
  );
}

export function Fingerprint({ value }: { readonly value: string }) {
  return (
    <Code className={classes.fingerprint ?? ''} fz="sm">
      {fingerprintGroups(value).map((group, at) => (
        // The same four bytes may come twice, so the place is part of the key.
        <span key={`${at} ${group}`}>{group} </span>
      ))}
    </Code>
  );
}
