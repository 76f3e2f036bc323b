import { ActionIcon, Burger, Group, Text, Tooltip, UnstyledButton } from '@mantine/core';
import { IconKeyboard, IconLock, IconLogout } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { Link } from 'wouter';
import { useOffice, usePerson } from '../session/office';
import { useSession } from '../session/use-session';
import { ColourSchemeButton } from '../theme/colour-scheme-button';
import { Logo } from '../ui/logo';
import { showRefusal } from '../ui/show-refusal';
import classes from './desk.module.css';
import { navigationOf } from './navigation';

interface DeskNavigationProps {
  readonly path: string;
  readonly onShortcuts: () => void;
  readonly menuButton: { readonly opened: boolean; readonly onClick: () => void };
}

/** The bar at the side: which event, where to go, who is signed in and how to leave. */
export function DeskNavigation({ path, onShortcuts, menuButton }: DeskNavigationProps) {
  const { t } = useTranslation('layout');
  const { t: common } = useTranslation();
  const { event } = useOffice();
  const person = usePerson();
  const session = useSession();
  const role = common(`roles.${person.role}`);

  return (
    <>
      <Group className={classes.event} gap="sm" wrap="nowrap" align="center">
        <Logo size={44} />
        <div style={{ minWidth: 0 }}>
          <Text fw={750} lh={1.25} lineClamp={2} c="white">
            {event?.name ?? t('noEvent')}
          </Text>
          <Text size="xs" c="gray.4">
            {common('productName')}
          </Text>
        </div>
        <Burger hiddenFrom="md" ml="auto" color="white" {...menuButton} aria-label={common('close')} />
      </Group>

      {navigationOf(person.role).map(({ path: to, name, icon: Icon, functionKey }) => (
        <Link key={to} href={to} className={classes.link} aria-current={isWithin(path, to) ? 'page' : undefined}>
          <Icon size={24} stroke={1.8} aria-hidden />
          {t(`pages.${name}`)}
          {functionKey && (
            <kbd className={classes.key} aria-hidden>
              {functionKey}
            </kbd>
          )}
        </Link>
      ))}

      <div className={classes.foot}>
        <div className={classes.person} role="group" aria-label={t('account', { name: person.displayName, role })}>
          <Text fw={650} c="white" truncate>
            {person.displayName}
          </Text>
          <Text size="sm" c="gray.4">
            {role}
          </Text>
        </div>
        <Group gap={4} wrap="nowrap">
          <Tooltip label={t('lock')}>
            <ActionIcon
              variant="transparent"
              className={classes.quiet}
              size={44}
              aria-label={t('lock')}
              onClick={() => void session.lock().then(showRefusal)}
            >
              <IconLock size={22} aria-hidden />
            </ActionIcon>
          </Tooltip>
          <ColourSchemeButton className={classes.quiet ?? ''} />
          <Tooltip label={t('shortcuts.open')}>
            <ActionIcon
              variant="transparent"
              className={classes.quiet}
              size={44}
              aria-label={t('shortcuts.open')}
              onClick={onShortcuts}
            >
              <IconKeyboard size={22} aria-hidden />
            </ActionIcon>
          </Tooltip>
        </Group>
        <UnstyledButton className={classes.link} onClick={() => void session.signOut().then(showRefusal)}>
          <IconLogout size={24} stroke={1.8} aria-hidden />
          {t('signOut')}
        </UnstyledButton>
      </div>
    </>
  );
}

/** A pass belongs to the passes, and so does bringing them in from a file; restoring belongs to the backups. */
function isWithin(path: string, item: string): boolean {
  if (item === '/database' && /^\/(preview\/|import)/.test(path)) return true;
  if (item === '/backups' && path === '/restore') return true;
  return path === item || path.startsWith(`${item}/`);
}
