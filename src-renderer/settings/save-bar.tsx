import { Button, Group, Text } from '@mantine/core';
import { IconCheck } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { Refusal } from '../../src-shared/contract/operation';
import { RefusalAlert } from '../ui/refusal-alert';

interface SaveBarProps {
  readonly isPending: boolean;
  /** What no field shows. Problems of single fields stand beside them. */
  readonly refusal: Refusal | null;
  readonly isSaved: boolean;
}

/** The end of a form of settings: why it was not saved, the button, and that it was. */
export function SaveBar({ isPending, refusal, isSaved }: SaveBarProps) {
  const { t } = useTranslation('settings');
  const { t: common } = useTranslation();
  return (
    <>
      {refusal && refusal.code !== 'invalid-input' && <RefusalAlert refusal={refusal} />}
      <Group>
        <Button type="submit" loading={isPending}>
          {common('save')}
        </Button>
        <Text role="status" c="var(--good)" fw={600}>
          {isSaved && (
            <Group component="span" gap={6} display="inline-flex">
              <IconCheck size={20} aria-hidden />
              {t('saved')}
            </Group>
          )}
        </Text>
      </Group>
    </>
  );
}
