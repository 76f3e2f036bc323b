import { Stack, Text } from '@mantine/core';
import { useForm } from '@mantine/form';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { applyProblems } from '../api/apply-problems';
import { useMutationOperation } from '../api/use-operation';
import { EventFields } from '../first-run/event-fields';
import type { SetUpValues } from '../first-run/set-up-types';
import { useOffice } from '../session/office';
import { Card } from '../ui/card';
import { SaveBar } from './save-bar';

export function EventSettings() {
  const { t } = useTranslation('settings');
  const { event } = useOffice();
  const save = useMutationOperation('event.save');
  const [isSaved, setSaved] = useState(false);
  const form = useForm<Pick<SetUpValues, 'event'>>({
    ...(event ? { initialValues: { event } } : {}),
    onValuesChange: () => setSaved(false),
  });

  const onSubmit = form.onSubmit(async (values) => {
    const reply = await save.run(values.event);
    setSaved(reply.ok);
    if (!reply.ok) applyProblems(form, reply, (path) => `event.${path}`);
  });

  return (
    <Card>
      <form onSubmit={onSubmit} noValidate>
        <Stack>
          <EventFields form={form} />
          <Text c="dimmed">{t('event.note')}</Text>
          <SaveBar isPending={save.isPending} refusal={save.refusal} isSaved={isSaved} />
        </Stack>
      </form>
    </Card>
  );
}
