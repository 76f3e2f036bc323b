import { ActionIcon, Button, Group, Stack, Table, Text } from '@mantine/core';
import { IconPencil, IconTrash } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { useNow } from '../format/use-now';
import { When } from '../ui/when';
import { DeskPresence, DeskState } from './desk-state';
import type { Desk, DeskDialog } from './desk-types';
import classes from './desks.module.css';

const CLOCK_MS = 15_000;

interface DesksTableProps {
  readonly desks: readonly Desk[];
  readonly onOpen: (dialog: DeskDialog) => void;
}

export function DesksTable({ desks, onOpen }: DesksTableProps) {
  const { t } = useTranslation('desks');
  const now = useNow(CLOCK_MS);
  return (
    <Table.ScrollContainer minWidth={640}>
      <Table aria-label={t('title')} horizontalSpacing="md" verticalSpacing="sm" className={classes.table ?? ''}>
        <Table.Thead>
          <Table.Tr>
            <Table.Th scope="col" w="24%">
              {t('columns.name')}
            </Table.Th>
            <Table.Th scope="col">{t('columns.state')}</Table.Th>
            <Table.Th scope="col">{t('columns.presence')}</Table.Th>
            <Table.Th scope="col">
              <span className="visually-hidden">{t('columns.actions')}</span>
            </Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {desks.map((desk) => (
            <Table.Tr key={desk.deskId}>
              <Table.Th scope="row" fw={600} miw={150}>
                {desk.name}
                <Text c="dimmed" size="sm" data-numbers>
                  {t(desk.isThis ? 'thisVersion' : 'version', { version: desk.version })}
                </Text>
              </Table.Th>
              <Table.Td>
                <Stack gap={4} align="flex-start">
                  <DeskState state={desk.state} />
                  {desk.state === 'approved' && desk.approvedBy !== null && desk.approvedAt !== null && (
                    <Text size="sm" c="dimmed">
                      {t('approvedBy', { name: desk.approvedBy })} <When at={desk.approvedAt} />
                    </Text>
                  )}
                </Stack>
              </Table.Td>
              <Table.Td>
                <DeskPresence desk={desk} now={now} />
              </Table.Td>
              <Table.Td>
                <Actions desk={desk} onOpen={onOpen} />
              </Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </Table.ScrollContainer>
  );
}

function Actions({ desk, onOpen }: { readonly desk: Desk; readonly onOpen: DesksTableProps['onOpen'] }) {
  const { t } = useTranslation('desks');
  const { name, state } = desk;
  return (
    <Group gap="xs" justify="flex-end" wrap="nowrap">
      {state !== 'approved' && !desk.isThis && (
        <Button
          size="sm"
          variant={state === 'waiting' ? 'filled' : 'default'}
          aria-label={t('approve.action', { name })}
          onClick={() => onOpen({ kind: 'approve', desk })}
        >
          {t('approve.short')}
        </Button>
      )}
      {state !== 'removed' && (
        <ActionIcon
          variant="subtle"
          size="lg"
          aria-label={t('rename.action', { name })}
          onClick={() => onOpen({ kind: 'rename', desk })}
        >
          <IconPencil size={20} aria-hidden />
        </ActionIcon>
      )}
      {state !== 'removed' && !desk.isThis && (
        <ActionIcon
          variant="subtle"
          size="lg"
          aria-label={t('remove.action', { name })}
          onClick={() => onOpen({ kind: 'remove', desk })}
        >
          <IconTrash size={20} aria-hidden />
        </ActionIcon>
      )}
    </Group>
  );
}
