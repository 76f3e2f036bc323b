import { NumberInput, Radio, Stack, Text, Title } from '@mantine/core';
import { useForm } from '@mantine/form';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { applyProblems } from '../api/apply-problems';
import { useMutationOperation } from '../api/use-operation';
import { useFormat } from '../format/use-format';
import { useNow } from '../format/use-now';
import { useOffice } from '../session/office';
import { SaveBar } from '../settings/save-bar';
import { Card } from '../ui/card';
import { ConfirmDialog } from '../ui/confirm-dialog';
import { isOver, lastDayOf } from './last-day';
import type { Status } from './privacy-status';

const USUAL_DAYS = 90;
const MOST_DAYS = 3_650;

/** How long names are kept after the event, with the day that this comes to. */
export function RetentionForm({ status }: { readonly status: Status }) {
  const { t } = useTranslation('privacy');
  const { event } = useOffice();
  const format = useFormat();
  const now = useNow(60_000);
  const save = useMutationOperation('privacy.save');
  const [isSaved, setSaved] = useState(false);
  const [isAsking, setAsking] = useState(false);
  const { retentionDays } = status.settings;
  const form = useForm<{ keep: 'keep' | 'erase'; retentionDays: number | string }>({
    initialValues: { keep: retentionDays === null ? 'keep' : 'erase', retentionDays: retentionDays ?? USUAL_DAYS },
    onValuesChange: () => setSaved(false),
  });
  const { keep, retentionDays: days } = form.getValues();
  const last = event && keep === 'erase' && typeof days === 'number' ? lastDayOf(event.date, days) : null;
  const isLate = last !== null && event !== null && isOver(last, event.timeZone, now);

  async function send() {
    // What is no number is left for the office to refuse.
    const reply = await save.run({ retentionDays: keep === 'keep' ? null : Number(days === '' ? Number.NaN : days) });
    setAsking(false);
    setSaved(reply.ok);
    if (!reply.ok) applyProblems(form, reply);
  }
  const onSubmit = form.onSubmit(() => (isLate && status.named > 0 ? setAsking(true) : void send()));

  return (
    <Card role="region" aria-labelledby="privacy-retention">
      <form onSubmit={onSubmit} noValidate>
        <Stack gap="md">
          <Title order={2} id="privacy-retention">
            {t('retention.title')}
          </Title>
          <Text c="dimmed" maw="72ch">
            {t('retention.what')}
          </Text>
          <Radio.Group label={t('retention.label')} {...form.getInputProps('keep')}>
            <Stack gap="sm" mt="xs">
              <Radio value="keep" size="md" label={t('retention.keep')} />
              <Radio value="erase" size="md" label={t('retention.erase')} description={t('retention.advice')} />
            </Stack>
          </Radio.Group>
          {keep === 'erase' && (
            <NumberInput
              label={t('retention.days')}
              description={
                last !== null && event
                  ? t('retention.daysHint', { event: format.day(event.date), last: format.day(last) })
                  : undefined
              }
              min={1}
              max={MOST_DAYS}
              allowDecimal={false}
              clampBehavior="none"
              maw={520}
              {...form.getInputProps('retentionDays')}
            />
          )}
          {isLate && status.named > 0 && (
            <Text fw={650} role="status">
              {t('retention.gone')}
            </Text>
          )}
          <SaveBar isPending={save.isPending} refusal={save.refusal} isSaved={isSaved} />
        </Stack>
      </form>
      <ConfirmDialog
        opened={isAsking}
        title={t('retention.confirm.title')}
        confirmLabel={t('retention.confirm.action')}
        cancelLabel={t('retention.confirm.keep')}
        isPending={save.isPending}
        onConfirm={() => void send()}
        onClose={() => setAsking(false)}
      >
        <Text>{t('retention.confirm.body', { count: status.named })}</Text>
      </ConfirmDialog>
    </Card>
  );
}
