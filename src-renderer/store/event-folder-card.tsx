import { Stack, Text, Title } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { useRestoring } from '../restore/restoring';
import { Card } from '../ui/card';
import { EventFolderForm } from './event-folder-form';
import { EventFolderUsedPage } from './event-folder-used-page';

/** For a desk whose event is open: another one, or the same one on another disk. */
export function EventFolderCard() {
  const { t } = useTranslation('store');
  const exchange = useRestoring();
  return (
    <Card p="xl" role="region" aria-labelledby="event-folder">
      <Stack gap="lg">
        <div>
          <Title order={2} id="event-folder">
            {t('folder.title')}
          </Title>
          <Text c="dimmed" mt={4} maw="72ch">
            {t('folder.body')}
          </Text>
        </div>
        <EventFolderForm
          onBegin={exchange.begin}
          onEnd={(outcome) => exchange.end(outcome && <EventFolderUsedPage {...outcome} />)}
        />
      </Stack>
    </Card>
  );
}
