import { ActionIcon, Button, Group, SimpleGrid, Stack, Text, TextInput, Title } from '@mantine/core';
import type { UseFormReturnType } from '@mantine/form';
import { IconPlus, IconTrash } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { SHORTEST_PASSWORD } from '../sign-in/choose-password';
import { NewPasswordFields } from '../sign-in/new-password-fields';
import { RoleSelect } from '../staff/role-select';
import classes from './rows.module.css';
import type { SetUpValues } from './set-up-types';

interface PeopleFieldsProps {
  readonly form: UseFormReturnType<SetUpValues>;
  /** False where the accounts of the earlier web application are there already. */
  readonly isNew: boolean;
}

export function PeopleFields({ form, isNew }: PeopleFieldsProps) {
  const { t } = useTranslation('firstRun');
  return (
    <Stack gap="xl">
      {isNew && <FirstAdministrator form={form} />}
      <Stack gap="md">
        <div>
          <Title order={2}>{t('people.others')}</Title>
          <Text c="dimmed" mt={4}>
            {t('people.othersBody')}
          </Text>
        </div>
        <Others form={form} />
      </Stack>
    </Stack>
  );
}

function FirstAdministrator({ form }: { readonly form: UseFormReturnType<SetUpValues> }) {
  const { t } = useTranslation('firstRun');
  const { t: signIn } = useTranslation('signIn');
  const password = form.getInputProps('administrator.password');
  const repeated = form.getInputProps('administrator.repeated');
  return (
    <Stack gap="md">
      <Title order={2}>{t('people.yourself')}</Title>
      <SimpleGrid cols={{ base: 1, sm: 2 }}>
        <TextInput
          label={t('people.displayName')}
          placeholder={t('people.displayNamePlaceholder')}
          autoComplete="name"
          required
          {...form.getInputProps('administrator.displayName')}
        />
        <TextInput
          label={t('people.username')}
          autoComplete="username"
          autoCapitalize="none"
          spellCheck={false}
          required
          {...form.getInputProps('administrator.username')}
        />
      </SimpleGrid>
      <NewPasswordFields
        label={t('people.password')}
        rules={signIn('newPassword.rules')}
        shortest={SHORTEST_PASSWORD}
        value={form.values.administrator.password}
        repeated={form.values.administrator.repeated}
        error={password.error}
        repeatedError={repeated.error}
        onChange={password.onChange}
        onRepeat={repeated.onChange}
      />
    </Stack>
  );
}

function Others({ form }: { readonly form: UseFormReturnType<SetUpValues> }) {
  const { t } = useTranslation('firstRun');
  const people = form.values.staff;
  return (
    <>
      {people.length === 0 && <Text>{t('people.nobody')}</Text>}
      {people.map((person, index) => (
        <div key={person.id} role="group" aria-label={person.displayName || person.username} className={classes.person}>
          <TextInput
            label={t('people.username')}
            autoCapitalize="none"
            autoComplete="off"
            spellCheck={false}
            {...form.getInputProps(`staff.${index}.username`)}
          />
          <TextInput
            label={t('people.displayName')}
            autoComplete="off"
            {...form.getInputProps(`staff.${index}.displayName`)}
          />
          <RoleSelect label={t('people.role')} {...form.getInputProps(`staff.${index}.role`)} />
          <ActionIcon
            className={classes.remove ?? ''}
            variant="subtle"
            color="red"
            size={42}
            aria-label={t('people.remove', { name: person.displayName || person.username })}
            onClick={() => form.removeListItem('staff', index)}
          >
            <IconTrash size={20} aria-hidden />
          </ActionIcon>
        </div>
      ))}
      <Group>
        <Button
          variant="light"
          leftSection={<IconPlus size={18} aria-hidden />}
          disabled={people.length >= 20}
          onClick={() =>
            form.insertListItem('staff', { id: crypto.randomUUID(), username: '', displayName: '', role: 'seller' })
          }
        >
          {t('people.add')}
        </Button>
      </Group>
    </>
  );
}
