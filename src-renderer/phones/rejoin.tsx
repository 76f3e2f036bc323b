import { Alert, Button, Group, Text } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { IconRefreshAlert } from '@tabler/icons-react';
import { Suspense, useEffect, useEffectEvent, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { lazyPage } from '../errors/lazy-page';
import classes from '../layout/desk.module.css';
import { useListener } from './use-phones';

// Needed on the few evenings on which the address changes.
const RejoinScreen = lazyPage(() => import('./rejoin-screen').then((m) => ({ default: m.RejoinScreen })));

/** After the address of this computer has changed: asks for every phone to join again, on whatever page the desk is. */
export function Rejoin() {
  const { t } = useTranslation('phones');
  const { data: listener } = useListener();
  const [putOff, setPutOff] = useState<string | null>(null);
  const moved = listener?.moved ?? null;
  const movedAt = moved?.at ?? null;
  const before = useRef(movedAt);
  const tellEnd = useEffectEvent(() => notifications.show({ color: 'teal', message: t('rejoin.over') }));
  useEffect(() => {
    if (before.current !== null && movedAt === null) tellEnd();
    before.current = movedAt;
  }, [movedAt]);

  if (!listener || !moved) return null;
  if (putOff === moved.at) {
    return (
      <Alert className={classes.strip ?? ''} role="alert" color="marigold" icon={<IconRefreshAlert aria-hidden />}>
        <Group justify="space-between">
          <Text>{t('rejoin.strip', { count: moved.missing })}</Text>
          <Button onClick={() => setPutOff(null)}>{t('rejoin.stripAction')}</Button>
        </Group>
      </Alert>
    );
  }
  return (
    <Suspense>
      <RejoinScreen key={moved.at} from={moved.from} origin={listener.origin} onLater={() => setPutOff(moved.at)} />
    </Suspense>
  );
}
