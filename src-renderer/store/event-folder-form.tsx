import { Alert, Button, Code, Group, Stack, Text } from '@mantine/core';
import {
  IconAlertTriangle,
  IconDatabaseImport,
  IconFolder,
  IconFolderOpen,
  IconHome,
  IconLogout,
} from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { FolderHolds } from '../../src-shared/contract/desktop';
import { useMutationOperation, useQueryOperation } from '../api/use-operation';
import { ConfirmDialog } from '../ui/confirm-dialog';
import { LoadingState } from '../ui/loading-state';
import { RefusalAlert } from '../ui/refusal-alert';
import { Points } from './points';
import type { FolderProblem } from './store-types';

interface EventFolderFormProps {
  readonly onBegin: () => void;
  /** @param outcome null when it was refused, and nothing is different */
  readonly onEnd: (outcome: { readonly problem: FolderProblem } | null) => void;
}

interface Found {
  readonly folder: string;
  readonly holds: FolderHolds;
}
type Usable = Extract<FolderHolds, 'event' | 'nothing'>;

/** In which folder of this computer the event is, and the way to another one. */
export function EventFolderForm({ onBegin, onEnd }: EventFolderFormProps) {
  const { t } = useTranslation('store');
  const status = useQueryOperation('desktop.eventFolder', {});
  const choose = useMutationOperation('desktop.chooseEventFolder', { refresh: [] });
  const use = useMutationOperation('desktop.useEventFolder', { refresh: [] });
  const [found, setFound] = useState<Found | null>(null);
  if (!status.data) return status.error ? <RefusalAlert refusal={status.error.refusal} /> : <LoadingState />;
  const { folder, because, usual } = status.data;
  const usable = found && isUsable(found.holds) ? { folder: found.folder, holds: found.holds } : null;

  async function onChoose() {
    const reply = await choose.run({});
    if (reply.ok) setFound(reply.value.chosen);
  }

  async function onConfirm() {
    if (!usable) return;
    setFound(null);
    onBegin();
    const reply = await use.run(usable);
    onEnd(reply.ok ? reply.value : null);
  }

  return (
    <Stack gap="lg">
      <div>
        <Text>{t(`folder.because.${because}`)}</Text>
        <Code block fz="md" mt={6}>
          {folder}
        </Code>
      </div>
      {found && !usable && <Unusable found={found} />}
      <RefusalAlert refusal={choose.refusal ?? use.refusal} />
      {because !== 'named' && (
        <Group gap="sm">
          <Button
            leftSection={<IconFolder size={20} aria-hidden />}
            loading={choose.isPending || use.isPending}
            onClick={() => void onChoose()}
          >
            {t('folder.choose')}
          </Button>
          {because === 'chosen' && (
            <Button
              variant="default"
              leftSection={<IconHome size={20} aria-hidden />}
              disabled={choose.isPending || use.isPending}
              onClick={() => setFound(usual)}
            >
              {t('folder.toUsual')}
            </Button>
          )}
        </Group>
      )}
      {usable && (
        <ConfirmDialog
          opened
          title={t(`folder.confirm.${usable.holds}`)}
          confirmLabel={t(`folder.submit.${usable.holds}`)}
          onConfirm={() => void onConfirm()}
          onClose={() => setFound(null)}
        >
          <Code block fz="md" mb="md">
            {usable.folder}
          </Code>
          <Points
            points={[
              { icon: <IconFolderOpen />, words: t(`folder.happens.${usable.holds}`) },
              ...(usable.holds === 'nothing' ? [{ icon: <IconDatabaseImport />, words: t('folder.takeAlong') }] : []),
              { icon: <IconLogout />, words: t('folder.signedOut') },
            ]}
          />
        </ConfirmDialog>
      )}
    </Stack>
  );
}

function Unusable({ found }: { readonly found: Found }) {
  const { t } = useTranslation('store');
  if (isUsable(found.holds)) return null;
  return (
    <Alert
      role="alert"
      color="red"
      icon={<IconAlertTriangle aria-hidden />}
      title={t(`folder.unusable.${found.holds}.title`)}
    >
      <Code block fz="md" mb="xs">
        {found.folder}
      </Code>
      {t(`folder.unusable.${found.holds}.next`)}
    </Alert>
  );
}

function isUsable(holds: FolderHolds): holds is Usable {
  return holds === 'event' || holds === 'nothing';
}
