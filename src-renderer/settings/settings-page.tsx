import { Tabs } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useLocation, useSearchParams } from 'wouter';
import { PrivacySettings } from '../privacy/privacy-settings';
import { useOffice } from '../session/office';
import { StoreSettings } from '../store/store-settings';
import { PageHeader } from '../ui/page-header';
import { DeskSettings } from './desk-settings';
import { EventSettings } from './event-settings';
import { KeySettings } from './key-settings';
import { OfficeSettings } from './office-settings';
import { PassTypeSettings } from './pass-type-settings';
import { UpdateSettings } from './update-settings';

const TABS = ['event', 'passTypes', 'office', 'keys', 'privacy', 'data', 'desk', 'updates'] as const;
type Tab = (typeof TABS)[number];

const PANELS = {
  event: EventSettings,
  passTypes: PassTypeSettings,
  office: OfficeSettings,
  keys: KeySettings,
  privacy: PrivacySettings,
  data: StoreSettings,
  desk: DeskSettings,
  updates: UpdateSettings,
} satisfies Record<Tab, unknown>;

/** What holds for the event, and on the last two tabs what holds for this machine. `?tab=keys` opens one of them. */
export function SettingsPage() {
  const { t } = useTranslation('settings');
  const { desktop, keys } = useOffice();
  const [path, navigate] = useLocation();
  // Stays: whoever came to restore the key reads there that it is restored.
  const [atFirst] = useState<Tab>(keys === 'missing' ? 'keys' : 'event');
  const [search] = useSearchParams();
  const tabs = TABS.filter((tab) => (tab !== 'desk' && tab !== 'updates') || desktop);
  const chosen = tabs.find((tab) => tab === search.get('tab')) ?? atFirst;
  return (
    <>
      <PageHeader title={t('title')} />
      <Tabs
        value={chosen}
        keepMounted={false}
        onChange={(tab) => navigate(`${path}?tab=${tab ?? chosen}`, { replace: true })}
      >
        <Tabs.List mb="lg">
          {tabs.map((tab) => (
            <Tabs.Tab key={tab} value={tab} fz="md" px="sm">
              {t(`tabs.${tab}`)}
            </Tabs.Tab>
          ))}
        </Tabs.List>
        {tabs.map((tab) => {
          const Panel = PANELS[tab];
          return (
            <Tabs.Panel key={tab} value={tab} maw={940}>
              <Panel />
            </Tabs.Panel>
          );
        })}
      </Tabs>
    </>
  );
}
