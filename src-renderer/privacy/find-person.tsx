import { Alert, Button, Group, Stack, Text, TextInput, Title } from '@mantine/core';
import { useForm } from '@mantine/form';
import { IconSearch, IconUserQuestion } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { applyProblems } from '../api/apply-problems';
import type { OutputOf } from '../api/operations';
import { useMutationOperation } from '../api/use-operation';
import { Card } from '../ui/card';
import { EmptyState } from '../ui/empty-state';
import { useAnnounce } from '../ui/live-region';
import { RefusalAlert } from '../ui/refusal-alert';
import { type Erased, ErasedNow } from './erased-now';
import { PersonCard } from './person-card';

type People = OutputOf<'privacy.find'>;

/** The office gives no more at a time. */
const MOST_PEOPLE = 50;

/** Looks for whoever asks what is known of them, and wants to have it or to have it gone. */
export function FindPerson() {
  const { t } = useTranslation('privacy');
  const announce = useAnnounce();
  const find = useMutationOperation('privacy.find', { refresh: [] });
  const [people, setPeople] = useState<People | null>(null);
  const [erased, setErased] = useState<Erased | null>(null);
  const form = useForm({ initialValues: { text: '' } });

  const onSubmit = form.onSubmit(async ({ text }) => {
    setErased(null);
    const reply = await find.run({ text });
    if (!reply.ok) return void applyProblems(form, reply);
    setPeople(reply.value);
    announce(reply.value.length === 0 ? t('person.none') : t('person.found', { count: reply.value.length }));
  });

  function onErased(result: Erased) {
    setErased(result);
    setPeople(null);
    form.reset();
  }

  return (
    <Card role="region" aria-labelledby="privacy-person">
      <Stack gap="md">
        <Title order={2} id="privacy-person">
          {t('person.title')}
        </Title>
        <Text c="dimmed" maw="72ch">
          {t('person.body')}
        </Text>
        <form onSubmit={onSubmit} noValidate>
          <Group align="flex-start" gap="sm">
            <TextInput
              autoComplete="off"
              label={t('person.search')}
              type="search"
              flex={1}
              miw={240}
              maw={520}
              {...form.getInputProps('text')}
            />
            <Button type="submit" mt={26} leftSection={<IconSearch size={20} aria-hidden />} loading={find.isPending}>
              {t('person.find')}
            </Button>
          </Group>
        </form>
        {find.refusal && find.refusal.code !== 'invalid-input' && <RefusalAlert refusal={find.refusal} />}
        {erased && <ErasedNow erased={erased} />}
        {people?.length === 0 && (
          <EmptyState icon={<IconUserQuestion size={36} />} title={t('person.none')}>
            {t('person.noneBody')}
          </EmptyState>
        )}
        {people?.map((person) => (
          <PersonCard key={person.passIds.join()} person={person} onErased={onErased} />
        ))}
        {people?.length === MOST_PEOPLE && <Alert color="marigold">{t('person.more')}</Alert>}
      </Stack>
    </Card>
  );
}
