import { Group, Stack, Text, Title } from '@mantine/core';
import { IconShieldCheck } from '@tabler/icons-react';
import { Trans, useTranslation } from 'react-i18next';
import { fromInstant } from '../../src-shared/moment';
import type { OutputOf } from '../api/operations';
import { useFormat } from '../format/use-format';
import { useNow } from '../format/use-now';
import { Card } from '../ui/card';
import { EmptyState } from '../ui/empty-state';

export type Status = OutputOf<'privacy.status'>;

/** How many people are named at present, and until when. */
export function PrivacyStatus({ status }: { readonly status: Status }) {
  const { t } = useTranslation('privacy');
  const format = useFormat();
  const { named, erased, lastErasure } = status;
  return (
    <Card role="region" aria-labelledby="privacy-status">
      {named === 0 ? (
        <EmptyState
          icon={<IconShieldCheck size={36} />}
          title={t('status.nobody')}
          titleId="privacy-status"
          action={<Last last={lastErasure} />}
        >
          {t(erased === 0 ? 'status.nobodyYet' : 'status.nobodyLeft')}
        </EmptyState>
      ) : (
        <Stack gap="xs">
          <Title order={2} id="privacy-status">
            {t('status.title')}
          </Title>
          <Group gap="xl">
            <Text fz="lg" data-numbers>
              <Trans
                t={t}
                i18nKey="status.named"
                count={named}
                values={{ number: format.number(named) }}
                components={{ b: <strong /> }}
              />
            </Text>
            {erased > 0 && (
              <Text fz="lg" data-numbers>
                <Trans
                  t={t}
                  i18nKey="status.erased"
                  count={erased}
                  values={{ number: format.number(erased) }}
                  components={{ b: <strong /> }}
                />
              </Text>
            )}
          </Group>
          <Due status={status} />
          <Last last={lastErasure} />
        </Stack>
      )}
    </Card>
  );
}

function Due({ status: { dueAt } }: { readonly status: Status }) {
  const { t } = useTranslation('privacy');
  const { dateTime } = useFormat();
  const now = useNow(60_000);
  if (dueAt === null) return <Text>{t('status.stay')}</Text>;
  return <Text>{fromInstant(dueAt) <= now ? t('status.overdue') : t('status.due', { when: dateTime(dueAt) })}</Text>;
}

function Last({ last }: { readonly last: Status['lastErasure'] }) {
  const { t } = useTranslation('privacy');
  const { dateTime } = useFormat();
  if (!last) return null;
  return <Text c="dimmed">{t(`status.last.${last.reason}`, { count: last.passes, when: dateTime(last.at) })}</Text>;
}
