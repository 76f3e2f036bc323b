import { NumberInput, Radio, Stack, Text } from '@mantine/core';
import { useForm } from '@mantine/form';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { applyProblems } from '../api/apply-problems';
import { useMutationOperation } from '../api/use-operation';
import { useOffice } from '../session/office';
import { Card } from '../ui/card';
import { SaveBar } from './save-bar';

const FORMATS = ['compact', 'seed'] as const;

export function OfficeSettings() {
  const { t } = useTranslation('settings');
  const { settings } = useOffice();
  const save = useMutationOperation('settings.save');
  const [isSaved, setSaved] = useState(false);
  const form = useForm({ initialValues: settings, onValuesChange: () => setSaved(false) });

  const onSubmit = form.onSubmit(async (values) => {
    const reply = await save.run(values);
    setSaved(reply.ok);
    if (!reply.ok) applyProblems(form, reply);
  });

  return (
    <Card>
      <form onSubmit={onSubmit} noValidate>
        <Stack gap="lg">
          <Radio.Group label={t('office.codeFormat')} {...form.getInputProps('codeFormat')}>
            <Stack gap="sm" mt="xs">
              {FORMATS.map((format) => (
                <Radio
                  key={format}
                  value={format}
                  size="md"
                  label={t(`office.formats.${format}`)}
                  description={t(`office.formatHints.${format}`)}
                />
              ))}
            </Stack>
          </Radio.Group>
          <Text c="dimmed">{t('office.bothAdmit')}</Text>
          <NumberInput
            label={t('office.idleMinutes')}
            description={t('office.idleHint')}
            min={1}
            max={240}
            allowDecimal={false}
            clampBehavior="none"
            maw={420}
            {...form.getInputProps('idleMinutes')}
          />
          <SaveBar isPending={save.isPending} refusal={save.refusal} isSaved={isSaved} />
        </Stack>
      </form>
    </Card>
  );
}
