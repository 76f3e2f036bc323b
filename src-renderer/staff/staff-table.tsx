import { ActionIcon, Badge, Group, Table, Text } from '@mantine/core';
import { IconKey, IconPencil } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { usePerson } from '../session/office';
import { When } from '../ui/when';
import type { StaffDialog, StaffMember } from './staff-dialogs';

interface StaffTableProps {
  readonly members: readonly StaffMember[];
  readonly onOpen: (dialog: StaffDialog) => void;
}

export function StaffTable({ members, onOpen }: StaffTableProps) {
  const { t } = useTranslation('staff');
  const { t: common } = useTranslation();
  const self = usePerson().username;
  return (
    <Table.ScrollContainer minWidth={720}>
      <Table aria-label={t('table.label')} horizontalSpacing="md">
        <Table.Thead>
          <Table.Tr>
            <Table.Th scope="col">{t('table.name')}</Table.Th>
            <Table.Th scope="col">{t('table.username')}</Table.Th>
            <Table.Th scope="col">{t('table.role')}</Table.Th>
            <Table.Th scope="col">{t('table.state')}</Table.Th>
            <Table.Th scope="col">{t('table.lastSignIn')}</Table.Th>
            <Table.Th scope="col">
              <span className="visually-hidden">{t('table.actions')}</span>
            </Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {members.map((member) => (
            <Table.Tr key={member.username}>
              <Table.Th scope="row" fw={600}>
                {member.displayName}
                {member.username === self && (
                  <Text span c="dimmed" fz="sm" ml={6}>
                    ({t('you')})
                  </Text>
                )}
              </Table.Th>
              <Table.Td ff="monospace">{member.username}</Table.Td>
              <Table.Td>{common(`roles.${member.role}`)}</Table.Td>
              <Table.Td>
                <State member={member} />
              </Table.Td>
              <Table.Td>{member.lastSignInAt ? <When at={member.lastSignInAt} /> : t('table.never')}</Table.Td>
              <Table.Td>
                <Group gap="xs" justify="flex-end" wrap="nowrap">
                  <ActionIcon
                    variant="subtle"
                    size="lg"
                    aria-label={t('edit', { name: member.displayName })}
                    onClick={() => onOpen({ kind: 'edit', member })}
                  >
                    <IconPencil size={20} aria-hidden />
                  </ActionIcon>
                  <ActionIcon
                    variant="subtle"
                    size="lg"
                    disabled={member.username === self}
                    aria-label={t('resetPassword', { name: member.displayName })}
                    onClick={() => onOpen({ kind: 'reset', member })}
                  >
                    <IconKey size={20} aria-hidden />
                  </ActionIcon>
                </Group>
              </Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </Table.ScrollContainer>
  );
}

function State({ member }: { readonly member: StaffMember }) {
  const { t } = useTranslation('staff');
  if (member.disabled) return <Badge color="gray">{t('states.disabled')}</Badge>;
  if (member.invited) return <Badge color="marigold">{t('states.invited')}</Badge>;
  return <Badge color="teal">{t('states.active')}</Badge>;
}
