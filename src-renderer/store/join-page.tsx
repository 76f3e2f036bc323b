import { Button, Group, Stack } from '@mantine/core';
import { IconNetwork } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { applyProblems } from '../api/apply-problems';
import { useMutationOperation } from '../api/use-operation';
import { AsidePage } from '../first-run/aside-page';
import { useRestoring } from '../restore/restoring';
import { Card } from '../ui/card';
import { RefusalAlert } from '../ui/refusal-alert';
import { MovedPage } from './moved-page';
import { StoreFields } from './store-fields';
import { fits } from './store-types';
import { useStoreForm } from './use-store-form';

/** Makes a computer without an event one more desk of an event that others have shared. */
export function JoinPage({ onLeave }: { readonly onLeave: () => void }) {
  const { t } = useTranslation('store');
  const exchange = useRestoring();
  const join = useMutationOperation('store.join', { refresh: [] });
  const store = useStoreForm(t('fields.deskNameOfOther'), t('trial.done'));
  const { form, trial } = store;
  const isFit = trial !== null && fits(trial, 'join');

  async function onJoin() {
    exchange.begin();
    const reply = await join.run(form.values);
    exchange.end(reply.ok ? <MovedPage what="join" moved={null} /> : null);
    if (!reply.ok) applyProblems(form, reply);
  }

  return (
    <AsidePage
      title={t('join.title')}
      description={t('join.lead')}
      back={t('join.toSetUp')}
      isBusy={join.isPending}
      onLeave={onLeave}
    >
      <form noValidate onSubmit={form.onSubmit(() => void (isFit ? onJoin() : store.test()))}>
        <Stack gap="lg">
          <Card p="xl">
            <StoreFields store={store} purpose="join" />
          </Card>
          {join.refusal && join.refusal.code !== 'invalid-input' && <RefusalAlert refusal={join.refusal} />}
          {isFit && (
            <Group justify="flex-end">
              <Button type="submit" loading={join.isPending} leftSection={<IconNetwork size={20} aria-hidden />}>
                {t('join.submit')}
              </Button>
            </Group>
          )}
        </Stack>
      </form>
    </AsidePage>
  );
}
