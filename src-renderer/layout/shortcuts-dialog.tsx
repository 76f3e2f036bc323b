import { Group, Kbd, Modal, Stack, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { usePerson } from '../session/office';
import { navigationOf } from './navigation';

interface ShortcutsDialogProps {
  readonly opened: boolean;
  readonly onClose: () => void;
}

export function ShortcutsDialog({ opened, onClose }: ShortcutsDialogProps) {
  const { t } = useTranslation('layout');
  const { t: common } = useTranslation();
  const items = navigationOf(usePerson().role);
  const rows: (readonly [string, readonly string[]])[] = [
    ...items.map(
      ({ name }, index) => [t('shortcuts.page', { page: t(`pages.${name}`) }), ['Alt', String(index + 1)]] as const,
    ),
    ...items.flatMap(({ name, functionKey }) =>
      functionKey ? [[t(name === 'sell' ? 'shortcuts.quickSell' : 'shortcuts.quickScan'), [functionKey]] as const] : [],
    ),
    ...(items.some(({ name }) => name === 'passes') ? [[t('shortcuts.search'), ['/']] as const] : []),
    [t('shortcuts.lock'), ['Alt', 'L']],
    [t('shortcuts.help'), ['?']],
  ];
  return (
    <Modal
      opened={opened}
      onClose={onClose}
      title={t('shortcuts.title')}
      closeButtonProps={{ 'aria-label': common('close') }}
    >
      <Stack gap="xs" component="ul" p={0} m={0} style={{ listStyle: 'none' }}>
        {rows.map(([words, keys]) => (
          <Group key={words} justify="space-between" wrap="nowrap" component="li">
            <Text>{words}</Text>
            <Group gap={4} wrap="nowrap">
              {keys.map((key) => (
                <Kbd key={key} size="md">
                  {key}
                </Kbd>
              ))}
            </Group>
          </Group>
        ))}
      </Stack>
    </Modal>
  );
}
