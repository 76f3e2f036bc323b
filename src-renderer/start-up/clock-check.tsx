import { Button, SimpleGrid, Text } from '@mantine/core';
import { IconClockExclamation } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useMutationOperation, useQueryOperation } from '../api/use-operation';
import { useMoments } from '../format/use-moments';
import { RefusalAlert } from '../ui/refusal-alert';
import { CheckScreen } from './check-screen';
import type { NoticeOf } from './notices';

interface ClockCheckProps {
  readonly notice: NoticeOf<'clock-back'>;
  readonly onPass: () => void;
}

/** Somebody looks at the clock and either sets it or says that it is right. */
export function ClockCheck({ notice, onPass }: ClockCheckProps) {
  const { t } = useTranslation('startUp');
  const { dateTime } = useMoments();
  const { refetch } = useQueryOperation('health.notices', {});
  const isRight = useMutationOperation('health.clockIsRight', { refresh: ['health.notices'] });
  const [isStill, setStill] = useState(false);

  async function lookAgain() {
    setStill(false);
    const { data } = await refetch();
    // Where it is gone, so is this screen.
    setStill(data?.some(({ kind }) => kind === 'clock-back') ?? true);
  }

  async function sayRight() {
    const reply = await isRight.run({});
    if (reply.ok) onPass();
  }

  return (
    <CheckScreen
      icon={<IconClockExclamation size={40} stroke={1.7} />}
      color="marigold"
      title={t('checks.clock.title')}
      body={t('checks.clock.body')}
      next={t('checks.clock.next')}
      actions={
        <>
          <Button size="lg" onClick={() => void lookAgain()}>
            {t('checks.clock.again')}
          </Button>
          <Button size="lg" variant="default" loading={isRight.isPending} onClick={() => void sayRight()}>
            {t('checks.clock.right')}
          </Button>
        </>
      }
    >
      <SimpleGrid cols={{ base: 1, sm: 2 }}>
        {(['now', 'lastAt'] as const).map((moment) => (
          <div key={moment}>
            <Text size="sm" c="dimmed">
              {t(`checks.clock.${moment}`)}
            </Text>
            <Text fz="1.6rem" fw={750} data-numbers>
              {dateTime(notice[moment])}
            </Text>
          </div>
        ))}
      </SimpleGrid>
      <Text role="status" fw={600} c="var(--accent)">
        {isStill && t('checks.clock.still')}
      </Text>
      <RefusalAlert refusal={isRight.refusal} />
    </CheckScreen>
  );
}
