import { ActionIcon, Menu, useMantineColorScheme } from '@mantine/core';
import { IconCheck, IconDeviceDesktop, IconMoon, IconSun } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';

const SCHEMES = [
  ['auto', IconDeviceDesktop],
  ['light', IconSun],
  ['dark', IconMoon],
] as const;

/** Light, dark or as the system has it; this browser remembers it. */
export function ColourSchemeButton({ className }: { readonly className?: string }) {
  const { t } = useTranslation('layout');
  const { colorScheme, setColorScheme } = useMantineColorScheme();
  const Current = SCHEMES.find(([scheme]) => scheme === colorScheme)?.[1] ?? IconSun;
  return (
    <Menu position="top-start">
      <Menu.Target>
        <ActionIcon
          variant="subtle"
          size={44}
          {...(className ? { className } : {})}
          aria-label={`${t('colours.label')}: ${t(`colours.${colorScheme}`)}`}
        >
          <Current size={22} aria-hidden />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        {SCHEMES.map(([scheme, Icon]) => (
          <Menu.Item
            key={scheme}
            leftSection={<Icon size={18} aria-hidden />}
            rightSection={scheme === colorScheme && <IconCheck size={18} aria-hidden />}
            onClick={() => setColorScheme(scheme)}
          >
            {t(`colours.${scheme}`)}
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  );
}
