import { Text, Title } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { Card } from '../ui/card';
import { CollisionsList } from './collisions-list';
import { useCollisions } from './use-collisions';

/** On the page of phones: passes that were let in by mistake. Nothing while there have been none. */
export function CollisionsCard() {
  const { t } = useTranslation('collisions');
  const collisions = useCollisions();
  if (collisions.all.length === 0) return null;
  return (
    <Card role="region" aria-labelledby="collisions-title">
      <Title order={2} id="collisions-title" mb={4}>
        {t('title')}
      </Title>
      <Text c="dimmed" mb="md">
        {t('intro')}
      </Text>
      <CollisionsList collisions={collisions} />
    </Card>
  );
}
