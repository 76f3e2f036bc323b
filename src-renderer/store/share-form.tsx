import { Button, Group, Stack, Text, Title } from '@mantine/core';
import {
  IconArchive,
  IconDatabaseExport,
  IconDeviceMobilePause,
  IconKey,
  IconListCheck,
  IconLogout,
} from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { applyProblems } from '../api/apply-problems';
import { useMutationOperation } from '../api/use-operation';
import { useRestoring } from '../restore/restoring';
import { Card } from '../ui/card';
import { ConfirmDialog } from '../ui/confirm-dialog';
import { RefusalAlert } from '../ui/refusal-alert';
import { MovedPage } from './moved-page';
import { Moving } from './moving';
import { Points } from './points';
import { StoreFields } from './store-fields';
import { fits } from './store-types';
import { useStoreForm } from './use-store-form';

/** From a file on this computer to a store that other desks can work on too. */
export function ShareForm({ deskName }: { readonly deskName: string }) {
  const { t } = useTranslation('store');
  const exchange = useRestoring();
  const share = useMutationOperation('store.share', { refresh: [] });
  const store = useStoreForm(deskName, t('trial.done'));
  const [asking, setAsking] = useState(false);
  const { form, trial } = store;

  async function move() {
    setAsking(false);
    exchange.begin();
    const reply = await share.run(form.values);
    exchange.end(reply.ok ? <MovedPage what="share" moved={reply.value} /> : null);
    // Once the form is there again.
    if (!reply.ok) requestAnimationFrame(() => applyProblems(form, reply));
  }

  if (share.isPending) return <Moving what="share" />;
  return (
    <Card p="xl" role="region" aria-labelledby="share">
      <form
        noValidate
        onSubmit={form.onSubmit(() => (trial && fits(trial, 'share') ? setAsking(true) : void store.test()))}
      >
        <Stack gap="lg">
          <div>
            <Title order={2} id="share">
              {t('share.title')}
            </Title>
            <Text c="dimmed" mt={4} maw="72ch">
              {t('share.body')}
            </Text>
          </div>
          <StoreFields store={store} purpose="share" />
          {share.refusal && share.refusal.code !== 'invalid-input' && <RefusalAlert refusal={share.refusal} />}
          {trial && fits(trial, 'share') && (
            <Group>
              <Button type="submit" leftSection={<IconDatabaseExport size={20} aria-hidden />}>
                {t('share.submit')}
              </Button>
            </Group>
          )}
        </Stack>
      </form>
      <ConfirmDialog
        opened={asking}
        title={t('share.confirmTitle')}
        confirmLabel={t('share.submit')}
        onConfirm={() => void move()}
        onClose={() => setAsking(false)}
      >
        <Points
          points={[
            { icon: <IconListCheck />, words: t('share.checked') },
            { icon: <IconLogout />, words: t('share.signedOut') },
            { icon: <IconDeviceMobilePause />, words: t('share.phones') },
            { icon: <IconArchive />, words: t('share.kept') },
            { icon: <IconKey />, words: t('share.keys') },
          ]}
        />
      </ConfirmDialog>
    </Card>
  );
}
