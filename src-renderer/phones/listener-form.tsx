import { NumberInput, Stack, Switch, Text, Title } from '@mantine/core';
import { useForm } from '@mantine/form';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ListenerSettings, ListenerStatus } from '../../src-shared/contract/listener';
import { applyProblems } from '../api/apply-problems';
import { useMutationOperation } from '../api/use-operation';
import { SaveBar } from '../settings/save-bar';
import { CopyableAddress } from './copyable-address';
import { CutDialog } from './cut-dialog';
import { losesAddress } from './listener-change';
import { ListenerNetwork } from './listener-network';

interface ListenerFormProps {
  readonly status: ListenerStatus;
  /** How many are paired. */
  readonly phones: number;
}

interface Values {
  readonly network: string;
  /** A number field holds text while it has no number in it. */
  readonly port: number | string;
  readonly desks: boolean;
}

/** Network, port, and whether desks may come in as well. */
export function ListenerForm({ status, phones }: ListenerFormProps) {
  const { t } = useTranslation('listener');
  const save = useMutationOperation('listener.save');
  const [isSaved, setSaved] = useState(false);
  const [asked, setAsked] = useState<ListenerSettings | null>(null);
  const { network, port, desks } = status.settings;
  const form = useForm<Values>({
    initialValues: { network: network ?? '', port, desks },
    onValuesChange: () => setSaved(false),
    validate: { port: (typed) => (isPort(typed) ? null : t('where.portRange')) },
  });

  async function run(next: ListenerSettings) {
    setAsked(null);
    const reply = await save.run(next);
    setSaved(reply.ok);
    if (!reply.ok) applyProblems(form, reply);
  }

  const onSubmit = form.onSubmit((values) => {
    const next = {
      ...status.settings,
      network: values.network === '' ? null : values.network,
      port: Number(values.port),
      desks: values.desks,
    };
    if (phones > 0 && losesAddress(status, next)) setAsked(next);
    else void run(next);
  });

  return (
    <form onSubmit={onSubmit} noValidate>
      <Stack>
        <Title order={3}>{t('where.title')}</Title>
        <ListenerNetwork
          networks={status.networks}
          value={form.values.network}
          onChange={(chosen) => form.setFieldValue('network', chosen)}
          error={form.errors.network}
        />
        <NumberInput
          label={t('where.port')}
          description={t('where.portHint')}
          required
          min={1_024}
          max={65_535}
          allowDecimal={false}
          clampBehavior="none"
          hideControls
          {...form.getInputProps('port')}
        />
        <Switch
          label={t('where.desks')}
          description={t('where.desksHint')}
          size="md"
          {...form.getInputProps('desks', { type: 'checkbox' })}
        />
        {desks &&
          (status.origin ? (
            <CopyableAddress label={t('where.desksAddress')} address={status.origin} />
          ) : (
            <Text c="dimmed">{t('where.desksWhenOn')}</Text>
          ))}
        <SaveBar isPending={save.isPending} refusal={save.refusal} isSaved={isSaved} />
      </Stack>
      <CutDialog
        cut={asked && 'rejoin'}
        phones={phones}
        onConfirm={() => asked && void run(asked)}
        onClose={() => setAsked(null)}
      />
    </form>
  );
}

function isPort(typed: number | string): boolean {
  const port = typed === '' ? Number.NaN : Number(typed);
  return Number.isInteger(port) && port >= 1_024 && port <= 65_535;
}
