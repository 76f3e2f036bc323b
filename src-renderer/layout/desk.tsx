import { AppShell, Burger, Group, Text } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { useEffect, useLayoutEffect } from 'react';
import { useTranslation } from 'react-i18next';
import { useLocation } from 'wouter';
import { useOffice } from '../session/office';
import { Logo } from '../ui/logo';
import classes from './desk.module.css';
import { DeskNavigation } from './desk-navigation';
import { DeskRoutes } from './desk-routes';
import { DeskStrips } from './desk-strips';
import { ShortcutsDialog } from './shortcuts-dialog';
import { useDeskShortcuts } from './use-desk-shortcuts';

interface DeskProps {
  /** True while the office does not answer. */
  readonly unreachable: boolean;
}

/** The frame around every page for somebody who is signed in. */
export function Desk({ unreachable }: DeskProps) {
  const { t } = useTranslation('layout');
  const { event } = useOffice();
  const [path] = useLocation();
  const [menu, { toggle, close }] = useDisclosure(false);
  const [shortcuts, shortcutsDialog] = useDisclosure(false);
  useDeskShortcuts(shortcutsDialog.open);
  useEffect(close, [path, close]);
  // Before the page puts the focus where it wants it, which may scroll down to it again.
  useLayoutEffect(() => {
    document.documentElement.scrollTop = 0;
  }, [path]);

  return (
    <AppShell
      layout="alt"
      navbar={{ width: 264, breakpoint: 'md', collapsed: { mobile: !menu } }}
      header={{ height: { base: 60, md: 0 } }}
      padding={{ base: 'md', md: 'xl' }}
    >
      <a href="#page" className={`visually-hidden ${classes.skip}`}>
        {t('skip')}
      </a>
      <AppShell.Header hiddenFrom="md" className={classes.header} withBorder={false}>
        <Group h="100%" px="md" gap="sm">
          <Burger opened={menu} onClick={toggle} color="white" aria-label={t('openNavigation')} aria-expanded={menu} />
          <Logo size={32} />
          <Text fw={700} truncate>
            {event?.name ?? t('noEvent')}
          </Text>
        </Group>
      </AppShell.Header>
      <AppShell.Navbar className={classes.navbar} withBorder={false} aria-label={t('navigation')}>
        <DeskNavigation path={path} onShortcuts={shortcutsDialog.open} menuButton={{ opened: menu, onClick: toggle }} />
      </AppShell.Navbar>
      <AppShell.Main id="page" tabIndex={-1} className={classes.main}>
        <DeskStrips unreachable={unreachable} />
        <div className={classes.page}>
          <DeskRoutes />
        </div>
      </AppShell.Main>
      <ShortcutsDialog opened={shortcuts} onClose={shortcutsDialog.close} />
    </AppShell>
  );
}
