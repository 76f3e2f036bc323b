import { Stack } from '@mantine/core';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useQueryOperation } from '../api/use-operation';
import { DesksCard } from '../desks/desks-card';
import { useOffice } from '../session/office';
import { LoadingState } from '../ui/loading-state';
import { RefusalAlert } from '../ui/refusal-alert';
import { BringBack } from './bring-back';
import { EventFolderCard } from './event-folder-card';
import { RelocateCard } from './relocate-card';
import { ShareForm } from './share-form';
import { StoreFacts } from './store-facts';
import type { SharedStore } from './store-types';

const EVERY_MS = 5_000;

/** Where the event is kept, and the way from there to the other place. */
export function StoreSettings() {
  const { demo, desktop } = useOffice();
  const { data, error } = useQueryOperation('store.status', {}, { refetchInterval: EVERY_MS });
  // With an answer the form stays, whatever becomes of the next asking: something may have been typed.
  if (!data) return error ? <RefusalAlert refusal={error.refusal} /> : <LoadingState />;
  return (
    <Stack gap="lg">
      <StoreFacts status={data} />
      {data.kind === 'file' && !demo && <ShareWithName />}
      {data.kind === 'shared' && cardsOf(data)}
      {desktop && !demo && <EventFolderCard />}
    </Stack>
  );
}

/** What helps comes first. By their keys they stay what they are, with what was typed into them. */
function cardsOf({ isAway, fixed }: SharedStore): ReactNode[] {
  const desks = <DesksCard key="desks" />;
  if (fixed) return [desks];
  const relocate = <RelocateCard key="relocate" />;
  return [...(isAway ? [relocate, desks] : [desks, relocate]), <BringBack key="leave" />];
}

/** In its own window the desk has a name already. */
function ShareWithName() {
  const { t } = useTranslation('store');
  const { desktop } = useOffice();
  const { data, error } = useQueryOperation('desktop.settings', {}, { enabled: desktop });
  if (desktop && !data && !error) return <LoadingState />;
  return <ShareForm deskName={data?.deskName ?? t('fields.deskNameOfFirst')} />;
}
