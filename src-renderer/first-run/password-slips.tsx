import { Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { SetUpResult } from './set-up-types';
import classes from './sheets.module.css';

/** One-time passwords as slips to be cut apart, one for each person. */
export function PasswordSlips({ invitations }: Pick<SetUpResult, 'invitations'>) {
  const { t } = useTranslation('firstRun');
  const { t: common } = useTranslation();
  return (
    <div className={classes.slips}>
      {invitations.map(({ username, displayName, role, oneTimePassword }) => (
        <section key={username} className={classes.slip} aria-label={displayName}>
          <Text fw={700} fz="lg">
            {displayName}
          </Text>
          <Text size="sm">{common(`roles.${role}`)}</Text>
          <dl className={classes.facts}>
            <dt>{t('handOver.slipUsername')}</dt>
            <dd className={classes.secret}>{username}</dd>
            <dt>{t('handOver.slipPassword')}</dt>
            <dd className={classes.secret}>{oneTimePassword}</dd>
          </dl>
          <Text size="sm" mt="sm">
            {t('handOver.slipUse')}
          </Text>
        </section>
      ))}
    </div>
  );
}
