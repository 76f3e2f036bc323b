import { Badge, Group, Radio, Text } from '@mantine/core';
import { IconLock } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { BackupState } from '../backups/backup-state';
import type { Backup } from '../backups/backup-types';
import { useBytes } from '../format/use-bytes';
import { useMoments } from '../format/use-moments';
import { When } from '../ui/when';
import classes from './restore.module.css';

interface BackupChoiceProps {
  readonly backup: Backup;
  readonly isNewest: boolean;
}

/** One backup to choose: when, where and how large it is, what it holds and whether it is good. */
export function BackupChoice({ backup, isNewest }: BackupChoiceProps) {
  const { t } = useTranslation('restore');
  const { t: words } = useTranslation('backups');
  const bytes = useBytes();
  const { number } = useMoments();
  const { holds } = backup;
  return (
    <Radio.Card value={backup.id} p="md" radius="md" className={classes.choice ?? ''}>
      <Group wrap="nowrap" align="flex-start" gap="md">
        <Radio.Indicator size="md" mt={2} />
        <div className={classes.choiceText}>
          <Group gap="sm">
            <Text fw={650}>{backup.place === 'chosen' ? backup.fileName : <When at={backup.at} />}</Text>
            {isNewest && <Badge color="marigold">{t('choose.newest')}</Badge>}
          </Group>
          <Text size="sm" c="dimmed">
            {backup.place === 'chosen' ? <When at={backup.at} /> : words(`kinds.${backup.kind}`)} ·{' '}
            {words(`places.${backup.place}`)} · {bytes(backup.bytes)}
            {holds &&
              ` · ${words('holds.passes', { count: holds.passes, number: number(holds.passes) })}, ${words('holds.admitted', { number: number(holds.admitted) })}`}
          </Text>
        </div>
        <Group gap="xs" className={classes.choiceState ?? ''}>
          {backup.encrypted && (
            <Badge color="gray" leftSection={<IconLock size={16} aria-hidden />}>
              {words('encrypted')}
            </Badge>
          )}
          <BackupState state={backup.state} />
        </Group>
      </Group>
    </Radio.Card>
  );
}
