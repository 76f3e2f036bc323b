import { Checkbox, Radio, SimpleGrid, Stack, Text, Textarea, TextInput, Title } from '@mantine/core';
import type { UseFormReturnType } from '@mantine/form';
import { useTranslation } from 'react-i18next';
import { NewPasswordFields } from '../sign-in/new-password-fields';
import { TypedPassword } from '../sign-in/typed-password';
import classes from './key-fields.module.css';
import type { SetUpValues } from './set-up-types';

const SHORTEST_PASSPHRASE = 12;

export function KeyFields({ form }: { readonly form: UseFormReturnType<SetUpValues> }) {
  const { t } = useTranslation('firstRun');
  const { source, passphrase, repeated } = form.values.key;
  const passphraseField = form.getInputProps('key.passphrase');
  const repeatedField = form.getInputProps('key.repeated');
  return (
    <Stack gap="lg">
      <div>
        <Title order={2}>{t('key.title')}</Title>
        <Text c="dimmed" mt={4}>
          {t('key.body')}
        </Text>
      </div>
      <Radio.Group aria-label={t('key.sourceLabel')} {...form.getInputProps('key.source')}>
        <SimpleGrid cols={{ base: 1, sm: 2 }}>
          {(['new', 'kit'] as const).map((one) => (
            <Radio.Card key={one} value={one} p="md" radius="md" className={classes.source ?? ''}>
              <Text fw={650}>{t(`key.${one}`)}</Text>
              <Text size="sm" c="dimmed">
                {t(`key.${one}Note`)}
              </Text>
            </Radio.Card>
          ))}
        </SimpleGrid>
      </Radio.Group>
      {source === 'new' ? (
        <NewPasswordFields
          label={t('key.passphrase')}
          rules={t('key.passphraseRules')}
          shortest={SHORTEST_PASSPHRASE}
          value={passphrase}
          repeated={repeated}
          error={passphraseField.error}
          repeatedError={repeatedField.error}
          onChange={passphraseField.onChange}
          onRepeat={repeatedField.onChange}
        />
      ) : (
        <>
          <Textarea
            label={t('key.kitText')}
            description={t('key.kitTextHint')}
            rows={4}
            ff="monospace"
            spellCheck={false}
            required
            {...form.getInputProps('key.kit')}
          />
          <TypedPassword label={t('key.kitPassphrase')} autoComplete="off" required {...passphraseField} />
        </>
      )}
      <Stack gap="sm">
        <Checkbox
          label={t('key.earlier')}
          description={t('key.earlierNote')}
          {...form.getInputProps('hasEarlierPasses', { type: 'checkbox' })}
        />
        {form.values.hasEarlierPasses && (
          <TextInput
            label={t('key.secret')}
            autoComplete="off"
            spellCheck={false}
            {...form.getInputProps('importedSecret')}
          />
        )}
      </Stack>
    </Stack>
  );
}
