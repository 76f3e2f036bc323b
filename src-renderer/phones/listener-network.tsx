import { Group, Radio, Stack, Text } from '@mantine/core';
import { type Icon, IconAccessPoint, IconNetwork, IconPlugConnected, IconUnlink, IconWifi } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { NetworkAddress } from '../../src-shared/contract/listener';

const ICONS: Readonly<Record<NetworkAddress['kind'], Icon>> = {
  hotspot: IconAccessPoint,
  wireless: IconWifi,
  cable: IconPlugConnected,
  other: IconNetwork,
};

interface ListenerNetworkProps {
  readonly networks: readonly NetworkAddress[];
  /** The name of one; empty for the automatic choice. */
  readonly value: string;
  readonly onChange: (network: string) => void;
  readonly error?: ReactNode;
}

/** The automatic choice, every network of this computer, and the chosen one even while it is not there. */
export function ListenerNetwork({ networks, value, onChange, error }: ListenerNetworkProps) {
  const { t } = useTranslation('listener');
  const names = [...new Set(networks.map(({ network }) => network))];
  const isGone = value !== '' && !names.includes(value);
  return (
    <Radio.Group label={t('where.network')} value={value} onChange={onChange} error={error}>
      <Stack gap="sm" mt="xs">
        <Radio value="" size="md" label={t('where.automatic')} description={t('where.automaticHint')} />
        {names.map((name) => {
          const addresses = networks.filter(({ network }) => network === name);
          const kind = addresses[0]?.kind ?? 'other';
          const address = addresses.map((one) => one.address).join(', ');
          return (
            <Radio
              key={name}
              value={name}
              size="md"
              label={
                <Kind
                  icon={ICONS[kind]}
                  words={t('where.kindAndAddress', { kind: t(`where.kinds.${kind}`), address })}
                />
              }
              description={name}
            />
          );
        })}
        {isGone && (
          <Radio
            value={value}
            size="md"
            label={<Kind icon={IconUnlink} words={t('where.goneName', { name: value })} />}
            description={t('where.goneHint')}
          />
        )}
        {networks.length === 0 && <Text c="dimmed">{t('where.none')}</Text>}
      </Stack>
    </Radio.Group>
  );
}

function Kind({ icon: Shown, words }: { readonly icon: Icon; readonly words: string }) {
  return (
    <Group component="span" gap={8} display="inline-flex" wrap="nowrap">
      <Shown size={20} style={{ flexShrink: 0 }} aria-hidden />
      {words}
    </Group>
  );
}
