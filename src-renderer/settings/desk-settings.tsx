import { Select, Stack, Switch, Text, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { PaperFormat } from '../../src-shared/contract/office';
import { applyProblems } from '../api/apply-problems';
import type { OutputOf } from '../api/operations';
import { useMutationOperation, useQueryOperation } from '../api/use-operation';
import { Card } from '../ui/card';
import { LoadingState } from '../ui/loading-state';
import { RefusalAlert } from '../ui/refusal-alert';
import { SaveBar } from './save-bar';

type Machine = OutputOf<'desktop.settings'>;
type Printers = OutputOf<'desktop.printers'>;

/** Printer, paper and name of this machine. Only the desk's own window has them. */
export function DeskSettings() {
  const settings = useQueryOperation('desktop.settings', {});
  const printers = useQueryOperation('desktop.printers', {});
  const error = settings.error ?? printers.error;
  // With an answer the form stays, whatever becomes of the next asking: something may have been typed.
  if (!settings.data || !printers.data) return error ? <RefusalAlert refusal={error.refusal} /> : <LoadingState />;
  return <DeskForm machine={settings.data} printers={printers.data} />;
}

function DeskForm({ machine, printers }: { readonly machine: Machine; readonly printers: Printers }) {
  const { t } = useTranslation('settings');
  const save = useMutationOperation('desktop.saveSettings', { refresh: ['desktop.settings'] });
  const [isSaved, setSaved] = useState(false);
  const form = useForm({
    initialValues: { ...machine, printer: machine.printer ?? '' },
    onValuesChange: () => setSaved(false),
  });
  const { printer } = form.values;

  const onSubmit = form.onSubmit(async (values) => {
    const chosen = values.printer === '' ? null : values.printer;
    const reply = await save.run({ ...values, printer: chosen, silent: values.silent && chosen !== null });
    setSaved(reply.ok);
    if (!reply.ok) applyProblems(form, reply);
  });

  return (
    <Card>
      <form onSubmit={onSubmit} noValidate>
        <Stack maw={560}>
          <TextInput
            label={t('desk.name')}
            description={t('desk.nameHint')}
            required
            {...form.getInputProps('deskName')}
          />
          <Select
            label={t('desk.printer')}
            allowDeselect={false}
            data={[{ value: '', label: t('desk.printerAsk') }, ...usePrinterChoices(printers, printer)]}
            {...form.getInputProps('printer')}
          />
          {printers.length === 0 && <Text c="dimmed">{t('desk.noPrinters')}</Text>}
          <Select
            label={t('desk.paper')}
            allowDeselect={false}
            data={PaperFormat.options.map((value) => ({ value, label: t(`desk.papers.${value}`) }))}
            {...form.getInputProps('paper')}
          />
          <Switch
            label={t('desk.silent')}
            description={t('desk.silentHint')}
            size="md"
            disabled={printer === ''}
            {...form.getInputProps('silent', { type: 'checkbox' })}
          />
          <SaveBar isPending={save.isPending} refusal={save.refusal} isSaved={isSaved} />
        </Stack>
      </form>
    </Card>
  );
}

/** The printers that are there, and the chosen one even when it is not. */
function usePrinterChoices(printers: Printers, chosen: string) {
  const { t } = useTranslation('settings');
  const choices = printers.map(({ name, label, ready }) => ({
    value: name,
    label: ready ? label : t('desk.printerStopped', { name: label }),
  }));
  const isGone = chosen !== '' && !printers.some(({ name }) => name === chosen);
  return isGone ? [...choices, { value: chosen, label: t('desk.printerGone', { name: chosen }) }] : choices;
}
