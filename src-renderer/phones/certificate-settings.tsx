import { Badge, Button, Group, Radio, Stack, Text, Title } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { CertificateKind, type ListenerStatus } from '../../src-shared/contract/listener';
import { useMutationOperation } from '../api/use-operation';
import { RefusalAlert } from '../ui/refusal-alert';
import classes from './certificate.module.css';
import { CertificateAuthority } from './certificate-authority';
import { CertificateFacts } from './certificate-facts';
import { CertificateImport } from './certificate-import';
import { CutDialog } from './cut-dialog';
import { cutOfCertificate } from './listener-change';

interface CertificateSettingsProps {
  readonly status: ListenerStatus;
  /** How many are paired. */
  readonly phones: number;
}

/** Which certificate phones are shown. Each of the three has its own way to be taken into use. */
export function CertificateSettings({ status, phones }: CertificateSettingsProps) {
  const { t } = useTranslation('listener');
  const inUse = status.settings.certificate;
  const [chosen, setChosen] = useState<CertificateKind>(inUse);
  const save = useMutationOperation('listener.save');
  const [isAsked, setAsked] = useState(false);

  function take() {
    setAsked(false);
    void save.run({ ...status.settings, certificate: chosen });
  }
  const cut = cutOfCertificate(status, chosen);
  const onTake = () => (phones > 0 && cut ? setAsked(true) : take());
  const served = status.certificate?.kind === chosen ? status.certificate : null;

  return (
    <Stack component="section" aria-labelledby="certificate-title">
      <Title order={3} id="certificate-title">
        {t('certificate.title')}
      </Title>
      <Text c="dimmed">{t('certificate.intro')}</Text>
      <Radio.Group
        label={t('certificate.choice')}
        value={chosen}
        onChange={(kind) => {
          save.reset();
          setChosen(CertificateKind.parse(kind));
        }}
      >
        <Stack gap="sm" mt="xs">
          {CertificateKind.options.map((kind) => (
            <Radio
              key={kind}
              value={kind}
              size="md"
              label={
                <Group component="span" gap="xs" display="inline-flex">
                  {t(`certificate.kinds.${kind}`)}
                  {kind === inUse && <Badge size="md">{t('certificate.inUse')}</Badge>}
                </Group>
              }
              description={t(`certificate.hints.${kind}`)}
            />
          ))}
        </Stack>
      </Radio.Group>
      <Stack className={classes.panel ?? ''}>
        {served && <CertificateFacts certificate={served} />}
        {chosen === inUse && !served && <Text c="dimmed">{t('certificate.whenOn')}</Text>}
        {chosen === 'imported' && <CertificateImport status={status} phones={phones} />}
        {chosen === 'authority' && inUse === 'authority' && <CertificateAuthority origin={status.origin} />}
        {chosen === 'authority' && inUse !== 'authority' && <Text>{t('certificate.authority.explain')}</Text>}
        {chosen !== inUse && chosen !== 'imported' && (
          <>
            <RefusalAlert refusal={save.refusal} />
            <Group>
              <Button variant="light" loading={save.isPending} onClick={onTake}>
                {chosen === 'own' ? t('certificate.useOwn') : t('certificate.authority.make')}
              </Button>
            </Group>
          </>
        )}
      </Stack>
      <CutDialog cut={isAsked ? cut : null} phones={phones} onConfirm={take} onClose={() => setAsked(false)} />
    </Stack>
  );
}
