import { Stack, Text, Title } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { useRestoring } from '../restore/restoring';
import { Card } from '../ui/card';
import { MovedPage } from './moved-page';
import { RelocateForm } from './relocate-form';

/** For a store whose server has moved while the desk is open. */
export function RelocateCard() {
  const { t } = useTranslation('store');
  const exchange = useRestoring();
  return (
    <Card p="xl" role="region" aria-labelledby="relocate">
      <Stack gap="lg">
        <div>
          <Title order={2} id="relocate">
            {t('relocate.title')}
          </Title>
          <Text c="dimmed" mt={4} maw="72ch">
            {t('relocate.body')}
          </Text>
        </div>
        <RelocateForm
          onBegin={exchange.begin}
          onEnd={(isDone) => exchange.end(isDone ? <MovedPage what="relocate" moved={null} /> : null)}
        />
      </Stack>
    </Card>
  );
}
