import { Alert, Button, Group, Text } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { IconKey, IconPlugConnectedX, IconSparkles } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { Link } from 'wouter';
import { DESK } from '../../src-shared/contract/operation';
import { RemovedStrip, WaitingStrip } from '../desks/own-desk-strip';
import { NoticesStrip } from '../health/notices-strip';
import { UnlockKeysDialog } from '../keys/unlock-keys-dialog';
import { CollisionsStrip } from '../phones/collisions-strip';
import { Rejoin } from '../phones/rejoin';
import { useHasRole, useOffice, usePerson } from '../session/office';
import classes from './desk.module.css';

/**
 * What everybody has to know whatever page they are on: no connection, not a real event, a computer in trouble, no signing
 * key, phones that lost their way, people who are inside by mistake.
 */
export function DeskStrips({ unreachable }: { readonly unreachable: boolean }) {
  const { t } = useTranslation('layout');
  const { keys, demo, desk } = useOffice();
  const isRemoved = desk?.state === 'removed';
  const isDesk = useHasRole(DESK);
  return (
    <>
      {unreachable && (
        <Alert className={classes.strip ?? ''} role="alert" color="red" icon={<IconPlugConnectedX aria-hidden />}>
          {t('unreachable.strip')}
        </Alert>
      )}
      {demo && (
        <Alert className={classes.strip ?? ''} color="marigold" icon={<IconSparkles aria-hidden />}>
          {t('demo')}
        </Alert>
      )}
      <NoticesStrip />
      {keys === 'locked' && <KeysLocked />}
      {keys === 'waiting' && <WaitingStrip />}
      {isRemoved ? <RemovedStrip /> : keys === 'missing' && <KeysMissing />}
      {isDesk && <Rejoin />}
      {isDesk && <CollisionsStrip />}
    </>
  );
}

function KeysMissing() {
  const { t } = useTranslation('layout');
  const isAdministrator = usePerson().role === 'administrator';
  return (
    <Alert
      className={classes.strip ?? ''}
      role="alert"
      color="red"
      icon={<IconKey aria-hidden />}
      title={t('keys.missingTitle')}
    >
      <Group justify="space-between">
        <Text>{t(isAdministrator ? 'keys.missingBody' : 'keys.missingBodyStaff')}</Text>
        {isAdministrator && (
          <Button component={Link} href="/settings">
            {t('keys.restore')}
          </Button>
        )}
      </Group>
    </Alert>
  );
}

function KeysLocked() {
  const { t } = useTranslation('layout');
  const [opened, dialog] = useDisclosure(false);
  return (
    <Alert
      className={classes.strip ?? ''}
      role="alert"
      color="marigold"
      icon={<IconKey aria-hidden />}
      title={t('keys.lockedTitle')}
    >
      <Group justify="space-between">
        <Text>{t('keys.lockedBody')}</Text>
        <Button onClick={dialog.open}>{t('keys.unlock')}</Button>
      </Group>
      <UnlockKeysDialog opened={opened} onClose={dialog.close} />
    </Alert>
  );
}
