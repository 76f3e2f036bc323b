import { Alert, Button, Stack, Text } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { IconHourglass, IconKey } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { Link } from 'wouter';
import { UnlockKeysDialog } from '../keys/unlock-keys-dialog';
import { useOffice, usePerson } from '../session/office';

/** In place of the pass while there is no key to sign its code with. The sale stands, and selling goes on. */
export function CodeMissing() {
  const { t } = useTranslation('passes');
  const { t: desks } = useTranslation('desks');
  const { keys } = useOffice();
  const isAdministrator = usePerson().role === 'administrator';
  const [opened, dialog] = useDisclosure(false);
  if (keys === 'waiting') {
    return (
      <Alert color="marigold" icon={<IconHourglass aria-hidden />} title={desks('waiting.title')}>
        {desks('waiting.meanwhile')}
      </Alert>
    );
  }
  if (keys === 'missing') {
    return (
      <Alert color="red" icon={<IconKey aria-hidden />} title={t('pass.noCode.missingTitle')}>
        <Stack gap="sm" align="flex-start">
          <Text>{t(isAdministrator ? 'pass.noCode.missingBody' : 'pass.noCode.missingBodyStaff')}</Text>
          {isAdministrator && (
            <Button component={Link} href="/settings">
              {t('pass.noCode.restore')}
            </Button>
          )}
        </Stack>
      </Alert>
    );
  }
  return (
    <Alert color="marigold" icon={<IconKey aria-hidden />} title={t('pass.noCode.lockedTitle')}>
      <Stack gap="sm" align="flex-start">
        <Text>{t('pass.noCode.lockedBody')}</Text>
        <Button onClick={dialog.open}>{t('pass.noCode.unlock')}</Button>
      </Stack>
      <UnlockKeysDialog opened={opened} onClose={dialog.close} />
    </Alert>
  );
}
