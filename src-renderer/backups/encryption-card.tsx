import { Badge, Button, Group, Stack, Text, Title } from '@mantine/core';
import { IconLock, IconLockOpen2 } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useMutationOperation } from '../api/use-operation';
import { Card } from '../ui/card';
import { ConfirmDialog } from '../ui/confirm-dialog';
import { useAnnounce } from '../ui/live-region';
import { ProtectDialog } from './protect-dialog';

/** Whether somebody who finds a backup can read it. */
export function EncryptionCard({ encrypted }: { readonly encrypted: boolean }) {
  const { t } = useTranslation('backups');
  const announce = useAnnounce();
  const protect = useMutationOperation('backups.protect', { refresh: ['backups.status'] });
  const [dialog, setDialog] = useState<'none' | 'passphrase' | 'stop'>('none');

  async function stop() {
    const reply = await protect.run({ passphrase: null });
    if (!reply.ok) return;
    setDialog('none');
    announce(t('encryption.stopped'));
  }

  return (
    <Card role="region" aria-labelledby="encryption" h="100%">
      <Stack gap="sm">
        <Group justify="space-between">
          <Title order={2} id="encryption">
            {t('encryption.title')}
          </Title>
          <Badge
            color={encrypted ? 'teal' : 'gray'}
            leftSection={encrypted ? <IconLock size={18} aria-hidden /> : <IconLockOpen2 size={18} aria-hidden />}
          >
            {t(encrypted ? 'encryption.on' : 'encryption.off')}
          </Badge>
        </Group>
        <Text c="dimmed">{t(encrypted ? 'encryption.bodyOn' : 'encryption.bodyOff')}</Text>
        <Group gap="sm">
          <Button variant={encrypted ? 'default' : 'light'} onClick={() => setDialog('passphrase')}>
            {t(encrypted ? 'encryption.change' : 'encryption.start')}
          </Button>
          {encrypted && (
            <Button variant="subtle" onClick={() => setDialog('stop')}>
              {t('encryption.stop')}
            </Button>
          )}
        </Group>
      </Stack>
      {dialog === 'passphrase' && <ProtectDialog isChange={encrypted} onClose={() => setDialog('none')} />}
      <ConfirmDialog
        opened={dialog === 'stop'}
        title={t('encryption.stopTitle')}
        confirmLabel={t('encryption.stopConfirm')}
        isPending={protect.isPending}
        refusal={protect.refusal}
        onConfirm={() => void stop()}
        onClose={() => setDialog('none')}
      >
        {t('encryption.stopBody')}
      </ConfirmDialog>
    </Card>
  );
}
