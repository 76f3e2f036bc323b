import { Alert, Button, Group, Modal, Stack, Text } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { IconUsersMinus } from '@tabler/icons-react';
import { useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import classes from '../layout/desk.module.css';
import { useAnnounce } from '../ui/live-region';
import { CollisionsList } from './collisions-list';
import { useCollisionWords } from './use-collision-words';
import { type CollisionsQuery, useCollisions } from './use-collisions';

/** Says on every page that somebody is inside who should not be, and opens the decision. For the desk's roles. */
export function CollisionsStrip() {
  const { t } = useTranslation('collisions');
  const { t: common } = useTranslation();
  const words = useCollisionWords();
  const collisions = useCollisions();
  const [opened, dialog] = useDisclosure(false);
  useAnnounced(collisions, words.waiting(collisions.waiting));
  return (
    <>
      {collisions.waiting.length > 0 && (
        <Alert
          className={classes.strip ?? ''}
          // What is new is announced once, by itself: an alert would be read again at every change of its number.
          role="group"
          styles={{ wrapper: { alignItems: 'center' } }}
          color="red"
          icon={<IconUsersMinus aria-hidden />}
        >
          <Group justify="space-between">
            <Text fw={600}>{words.waiting(collisions.waiting)}</Text>
            <Button onClick={dialog.open}>{t('strip.look')}</Button>
          </Group>
        </Alert>
      )}
      <Modal
        opened={opened}
        onClose={dialog.close}
        size="xl"
        title={t('title')}
        closeButtonProps={{ 'aria-label': common('close') }}
      >
        <Stack>
          <Text c="dimmed">{t('intro')}</Text>
          <CollisionsList collisions={collisions} onLeave={dialog.close} />
        </Stack>
      </Modal>
    </>
  );
}

/** Tells screen readers when another one comes, and not again when one goes. */
function useAnnounced({ waiting }: CollisionsQuery, words: string): void {
  const announce = useAnnounce();
  const known = useRef<ReadonlySet<string>>(new Set());
  const ids = waiting.map(({ scanId }) => scanId).join(' ');
  useEffect(() => {
    const now = new Set(ids === '' ? [] : ids.split(' '));
    const isNew = [...now].some((id) => !known.current.has(id));
    known.current = now;
    if (isNew) announce(words, 'assertive');
  }, [ids, words, announce]);
}
