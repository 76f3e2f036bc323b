import { ActionIcon, Button, Group, Loader, Table, Text, Tooltip } from '@mantine/core';
import { IconArrowBackUp, IconLock, IconShieldSearch } from '@tabler/icons-react';
import { type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'wouter';
import { useBytes } from '../format/use-bytes';
import { useFormat } from '../format/use-format';
import { When } from '../ui/when';
import { BackupState } from './backup-state';
import type { Backup } from './backup-types';
import classes from './backups.module.css';

/** As many as fit on a screen; the other ones are a press away. */
const SHOWN = 10;
const COLUMNS = ['when', 'where', 'holds', 'size', 'state'] as const;

interface BackupsTableProps {
  readonly backups: readonly Backup[];
  /** The one that is being read through. */
  readonly checking: string | null;
  readonly onCheck: (backup: Backup) => void;
}

/** Every backup that is kept, the newest first. */
export function BackupsTable({ backups, checking, onCheck }: BackupsTableProps) {
  const { t } = useTranslation('backups');
  const [all, setAll] = useState(false);
  return (
    <div className={classes.table}>
      {/* Narrow tables are drawn as cards, so what they are is said once more. */}
      <Table role="table" aria-label={t('list.label')}>
        <Table.Thead role="rowgroup">
          <Table.Tr role="row">
            {COLUMNS.map((column) => (
              <Table.Th key={column} role="columnheader" scope="col">
                {t(`list.columns.${column}`)}
              </Table.Th>
            ))}
            <Table.Th role="columnheader" scope="col">
              <span className="visually-hidden">{t('list.columns.actions')}</span>
            </Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody role="rowgroup">
          {(all ? backups : backups.slice(0, SHOWN)).map((backup) => (
            <Row key={backup.id} backup={backup} isChecking={checking === backup.id} onCheck={onCheck} />
          ))}
        </Table.Tbody>
      </Table>
      {backups.length > SHOWN && (
        <Button variant="subtle" m="sm" onClick={() => setAll((before) => !before)}>
          {all ? t('list.fewer') : t('list.all', { count: backups.length })}
        </Button>
      )}
    </div>
  );
}

interface RowProps {
  readonly backup: Backup;
  readonly isChecking: boolean;
  readonly onCheck: (backup: Backup) => void;
}

function Row({ backup, isChecking, onCheck }: RowProps) {
  const { t } = useTranslation('backups');
  const bytes = useBytes();
  const { dateTime, number } = useFormat();
  const { holds } = backup;
  const when = dateTime(backup.at);
  return (
    <Table.Tr role="row">
      <Table.Th role="rowheader" scope="row" fw={400}>
        <Text fw={650}>
          <When at={backup.at} />
        </Text>
        <Text size="sm" c="dimmed">
          {t(`kinds.${backup.kind}`)}
        </Text>
      </Table.Th>
      <Cell column="where">
        <div>
          {t(`places.${backup.place}`)}
          {backup.encrypted && (
            <Text size="sm" c="dimmed">
              <IconLock size={15} aria-hidden style={{ verticalAlign: '-2px', marginInlineEnd: 4 }} />
              {t('encrypted')}
            </Text>
          )}
        </div>
      </Cell>
      <Cell column="holds">
        {holds ? (
          <div>
            {t('holds.passes', { count: holds.passes, number: number(holds.passes) })}
            <Text size="sm" c="dimmed">
              {t('holds.admitted', { number: number(holds.admitted) })}
            </Text>
          </div>
        ) : (
          t('holds.unknown')
        )}
      </Cell>
      <Cell column="size">{bytes(backup.bytes)}</Cell>
      <Cell column="state">
        <BackupState state={backup.state} />
      </Cell>
      <Table.Td role="cell">
        <Group gap="xs" justify="flex-end" wrap="nowrap">
          <Tooltip label={t('list.checkHint')}>
            <ActionIcon
              variant="subtle"
              size={40}
              aria-label={t('list.check', { when })}
              aria-busy={isChecking}
              disabled={isChecking}
              onClick={() => onCheck(backup)}
            >
              {isChecking ? <Loader size={20} aria-hidden /> : <IconShieldSearch size={22} aria-hidden />}
            </ActionIcon>
          </Tooltip>
          <Button
            component={Link}
            href={`/restore?backup=${encodeURIComponent(backup.id)}`}
            variant="light"
            size="compact-md"
            leftSection={<IconArrowBackUp size={18} aria-hidden />}
            aria-label={t('list.restore', { when })}
          >
            {t('restore')}
          </Button>
        </Group>
      </Table.Td>
    </Table.Tr>
  );
}

function Cell({ column, children }: { readonly column: (typeof COLUMNS)[number]; readonly children: ReactNode }) {
  const { t } = useTranslation('backups');
  return (
    <Table.Td role="cell">
      <span className={classes.label} aria-hidden>
        {t(`list.columns.${column}`)}
      </span>
      {children}
    </Table.Td>
  );
}
