import { Button, FileInput, Group, Input, SegmentedControl, Stack, Text } from '@mantine/core';
import { useForm } from '@mantine/form';
import { useDisclosure } from '@mantine/hooks';
import { IconCertificate } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ListenerStatus } from '../../src-shared/contract/listener';
import { applyProblems, problemWords } from '../api/apply-problems';
import { useMutationOperation } from '../api/use-operation';
import { TypedPassword } from '../sign-in/typed-password';
import { RefusalAlert } from '../ui/refusal-alert';
import { partsOfPem, readPfx } from './certificate-files';
import { CutDialog } from './cut-dialog';
import { PemField } from './pem-field';

interface CertificateImportProps {
  readonly status: ListenerStatus;
  /** How many are paired. */
  readonly phones: number;
}

/** Behind a button where one is in use already, so that nobody takes the form for something left to do. */
export function CertificateImport({ status, phones }: CertificateImportProps) {
  const { t } = useTranslation('listener');
  const hasOne = status.settings.certificate === 'imported' && status.failure !== 'certificate-unusable';
  const [wantsAnother, { open, close }] = useDisclosure(false);
  const [names, setNames] = useState<readonly string[] | null>(null);
  return (
    <>
      {hasOne && !wantsAnother ? (
        <Group>
          <Button variant="light" onClick={open}>
            {t('certificate.import.another')}
          </Button>
        </Group>
      ) : (
        <ImportForm
          phones={phones}
          onImported={(imported) => {
            setNames(imported);
            close();
          }}
        />
      )}
      <Text role="status" c="var(--good)" fw={600}>
        {names && t('certificate.import.done', { names: names.join(', ') })}
      </Text>
    </>
  );
}

interface ImportFormProps {
  readonly phones: number;
  readonly onImported: (names: readonly string[]) => void;
}

type Format = 'pem' | 'pfx';

function ImportForm({ phones, onImported }: ImportFormProps) {
  const { t } = useTranslation('listener');
  const take = useMutationOperation('listener.importCertificate');
  const [isAsked, setAsked] = useState(false);
  const form = useForm({
    initialValues: {
      format: 'pem' as Format,
      certificates: '',
      key: '',
      file: null as File | null,
      passphrase: '',
    },
  });
  const { format } = form.values;

  async function run() {
    setAsked(false);
    const { certificates, key, file, passphrase } = form.values;
    const secret = passphrase === '' ? {} : { passphrase };
    const pfx = format === 'pfx' && file ? await readPfx(file) : '';
    if (pfx === null) return form.setFieldError('file', problemWords('certificate-unreadable'));
    const reply = await take.run(
      format === 'pem' ? { format, certificates, key, ...secret } : { format, file: pfx, ...secret },
    );
    if (!reply.ok) return void applyProblems(form, reply);
    form.reset();
    onImported(reply.value.names);
  }

  /** A file may hold both; each goes to its field, and a field that the file says nothing about keeps what it has. */
  function onText(field: 'certificates' | 'key', text: string) {
    const parts = partsOfPem(text);
    if (parts.certificates === '' && parts.key === '') return form.setFieldValue(field, text);
    if (parts.certificates !== '') form.setFieldValue('certificates', parts.certificates);
    if (parts.key !== '') form.setFieldValue('key', parts.key);
  }

  return (
    <form
      noValidate
      onSubmit={form.onSubmit(() => {
        if (phones > 0) setAsked(true);
        else void run();
      })}
    >
      <Stack gap="sm">
        <Input.Wrapper label={t('certificate.import.format')} labelElement="div">
          <SegmentedControl
            fullWidth
            aria-label={t('certificate.import.format')}
            data={[
              { value: 'pem', label: t('certificate.import.formats.pem') },
              { value: 'pfx', label: t('certificate.import.formats.pfx') },
            ]}
            {...form.getInputProps('format')}
          />
        </Input.Wrapper>
        {format === 'pem' ? (
          <>
            <PemField
              label={t('certificate.import.certificates')}
              description={t('certificate.import.certificatesHint')}
              fileLabel={t('certificate.import.certificatesFromFile')}
              onFile={(text) => onText('certificates', text)}
              onUnreadable={() => form.setFieldError('certificates', problemWords('certificate-unreadable'))}
              {...form.getInputProps('certificates')}
            />
            <PemField
              label={t('certificate.import.key')}
              description={t('certificate.import.keyHint')}
              fileLabel={t('certificate.import.keyFromFile')}
              onFile={(text) => onText('key', text)}
              onUnreadable={() => form.setFieldError('key', problemWords('certificate-unreadable'))}
              {...form.getInputProps('key')}
            />
          </>
        ) : (
          <FileInput
            size="md"
            label={t('certificate.import.file')}
            description={t('certificate.import.fileHint')}
            placeholder={t('certificate.import.choose')}
            leftSection={<IconCertificate size={20} aria-hidden />}
            accept=".pfx,.p12,application/x-pkcs12"
            required
            {...form.getInputProps('file')}
          />
        )}
        <TypedPassword
          label={t('certificate.import.passphrase')}
          description={t('certificate.import.passphraseHint')}
          autoComplete="off"
          {...form.getInputProps('passphrase')}
        />
        {take.refusal && take.refusal.code !== 'invalid-input' && <RefusalAlert refusal={take.refusal} />}
        <Group>
          <Button type="submit" variant="light" loading={take.isPending}>
            {t('certificate.import.submit')}
          </Button>
        </Group>
      </Stack>
      <CutDialog
        cut={isAsked ? 'either' : null}
        phones={phones}
        onConfirm={() => void run()}
        onClose={() => setAsked(false)}
      />
    </form>
  );
}
