import { ActionIcon, Code, CopyButton, Group, Text, Tooltip } from '@mantine/core';
import { IconCheck, IconCopy } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';

interface CopyableAddressProps {
  readonly label: string;
  readonly address: string;
}

/** An address to be typed elsewhere, or sent there. */
export function CopyableAddress({ label, address }: CopyableAddressProps) {
  const { t } = useTranslation('listener');
  const { t: common } = useTranslation();
  return (
    <div>
      <Text size="sm" fw={600}>
        {label}
      </Text>
      <Group gap="xs" wrap="nowrap">
        <Code fz="md" style={{ overflowWrap: 'anywhere' }}>
          {address}
        </Code>
        <CopyButton value={address}>
          {({ copied, copy }) => (
            <Tooltip label={copied ? common('copied') : t('where.copyAddress')}>
              <ActionIcon
                variant="subtle"
                size={40}
                aria-label={copied ? common('copied') : t('where.copyAddress')}
                onClick={copy}
              >
                {copied ? <IconCheck size={20} aria-hidden /> : <IconCopy size={20} aria-hidden />}
              </ActionIcon>
            </Tooltip>
          )}
        </CopyButton>
      </Group>
    </div>
  );
}
