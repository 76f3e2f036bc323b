import { Button, Group, Stack, TextInput } from '@mantine/core';
import { IconPlugConnected } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { TypedPassword } from '../sign-in/typed-password';
import { RefusalAlert } from '../ui/refusal-alert';
import classes from './store.module.css';
import type { StorePurpose } from './store-types';
import { TrialCard } from './trial-card';
import type { StoreForm } from './use-store-form';

interface StoreFieldsProps {
  readonly store: StoreForm;
  readonly purpose: StorePurpose;
}

/** Where the store is, what this desk is called there, and what a test found. */
export function StoreFields({ store, purpose }: StoreFieldsProps) {
  const { t } = useTranslation('store');
  const { form, trial } = store;
  return (
    <Stack gap="md">
      <TypedPassword
        label={t('fields.address')}
        description={t('fields.addressHint')}
        placeholder={t('fields.addressExample')}
        classNames={{ innerInput: classes.address ?? '' }}
        autoComplete="off"
        required
        {...form.getInputProps('address')}
      />
      {purpose !== 'relocate' && (
        <TextInput
          label={t('fields.deskName')}
          description={t('fields.deskNameHint')}
          autoComplete="off"
          maxLength={60}
          maw={420}
          required
          {...form.getInputProps('deskName')}
        />
      )}
      <RefusalAlert refusal={store.refusal} />
      <Group>
        <Button
          variant={trial ? 'default' : 'filled'}
          leftSection={<IconPlugConnected size={20} aria-hidden />}
          loading={store.isTrying}
          onClick={() => void store.test()}
        >
          {t('fields.test')}
        </Button>
      </Group>
      {trial && <TrialCard trial={trial} purpose={purpose} />}
    </Stack>
  );
}
