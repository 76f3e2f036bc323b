import { Button, Code, Group, Stack, Text, Title } from '@mantine/core';
import { IconBrandAndroid, IconBrandApple } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { Trans, useTranslation } from 'react-i18next';
import { useQueryOperation } from '../api/use-operation';
import { saveFile } from '../ticket/save-file';
import { LoadingState } from '../ui/loading-state';
import { RefusalAlert } from '../ui/refusal-alert';
import classes from './certificate.module.css';
import { Fingerprint } from './certificate-facts';

interface CertificateAuthorityProps {
  /** Where phones reach this computer; null while they do not. */
  readonly origin: string | null;
}

/** How phones that belong to the venue come to trust this computer. */
export function CertificateAuthority({ origin }: CertificateAuthorityProps) {
  const { t } = useTranslation('listener');
  const { data, error } = useQueryOperation('listener.authority', {});
  if (!data) return error ? <RefusalAlert refusal={error.refusal} /> : <LoadingState />;
  const { name, fingerprint, crt, mobileconfig } = data;
  return (
    <Stack>
      <Text>{t('certificate.authority.explain')}</Text>
      <dl className={classes.facts}>
        <div>
          <dt>{t('certificate.authority.name')}</dt>
          <dd>{name}</dd>
        </div>
        <div>
          <dt>{t('certificate.fingerprint')}</dt>
          <dd>
            <Fingerprint value={fingerprint} />
          </dd>
        </div>
      </dl>
      <Group gap="sm">
        <Button
          variant="default"
          leftSection={<IconBrandApple size={20} aria-hidden />}
          onClick={() =>
            saveFile(new Blob([mobileconfig], { type: 'application/x-apple-aspen-config' }), 'authority.mobileconfig')
          }
        >
          {t('certificate.authority.saveProfile')}
        </Button>
        <Button
          variant="default"
          leftSection={<IconBrandAndroid size={20} aria-hidden />}
          onClick={() => saveFile(new Blob([crt], { type: 'application/x-x509-ca-cert' }), 'authority.crt')}
        >
          {t('certificate.authority.saveCrt')}
        </Button>
      </Group>
      <Text c="dimmed">{t(origin ? 'certificate.authority.addresses' : 'certificate.authority.addressesWhenOn')}</Text>
      <Steps title={t('certificate.authority.iphone.title')}>
        <li>
          {origin ? (
            <Trans
              t={t}
              i18nKey="certificate.authority.iphone.open"
              values={{ address: `${origin}/authority.mobileconfig` }}
              components={{ address: <Code /> }}
            />
          ) : (
            t('certificate.authority.iphone.openSaved')
          )}
        </li>
        <li>{t('certificate.authority.iphone.install')}</li>
        <li>{t('certificate.authority.iphone.trust', { name })}</li>
      </Steps>
      <Steps title={t('certificate.authority.android.title')}>
        <li>
          {origin ? (
            <Trans
              t={t}
              i18nKey="certificate.authority.android.open"
              values={{ address: `${origin}/authority.crt` }}
              components={{ address: <Code /> }}
            />
          ) : (
            t('certificate.authority.android.openSaved')
          )}
        </li>
        <li>{t('certificate.authority.android.install')}</li>
      </Steps>
      <Text>{t('certificate.authority.leave')}</Text>
    </Stack>
  );
}

function Steps({ title, children }: { readonly title: string; readonly children: ReactNode }) {
  return (
    <div>
      <Title order={4} mb={6}>
        {title}
      </Title>
      <ol className={classes.steps}>{children}</ol>
    </div>
  );
}
