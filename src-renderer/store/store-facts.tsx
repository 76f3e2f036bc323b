import { Alert, Group, Stack, Text, ThemeIcon, Title } from '@mantine/core';
import { IconDatabase, IconFile, IconLockOpen } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useBytes } from '../format/use-bytes';
import { useMoments } from '../format/use-moments';
import { useOffice } from '../session/office';
import { Card } from '../ui/card';
import { Facts } from './facts';
import { lineOf, type SharedStore, type StoreStatus } from './store-types';

/** Where the event is kept now. */
export function StoreFacts({ status }: { readonly status: StoreStatus }) {
  const { t } = useTranslation('store');
  const { demo } = useOffice();
  if (status.kind === 'shared') return <Shared store={status} />;
  return (
    <Place icon={<IconFile size={30} />} title={t('file.title')} body={t(demo ? 'file.demo' : 'file.body')}>
      {null}
    </Place>
  );
}

function Shared({ store }: { readonly store: SharedStore }) {
  const { t } = useTranslation('store');
  const { number } = useMoments();
  const bytes = useBytes();
  const { name, connections, backsUp, fixed, isAway } = store;
  const body = isAway ? 'shared.away' : fixed ? 'shared.fixed' : 'shared.body';
  return (
    <Place icon={<IconDatabase size={30} />} title={t('shared.title')} body={t(body)}>
      <Facts
        facts={[
          { name: t('facts.server'), value: `${name.host}:${name.port}` },
          { name: t('facts.database'), value: name.database },
          { name: t('facts.user'), value: name.user },
          { name: t('facts.line'), value: t(`facts.lines.${lineOf(name)}`) },
          { name: t('facts.size'), value: store.bytes === null ? t('facts.sizeUnknown') : bytes(store.bytes) },
          {
            name: t('facts.connections'),
            value: t('facts.connectionsBusy', {
              busy: number(connections.open - connections.idle),
              open: number(connections.open),
            }),
            note: t('facts.connectionsMost', { most: number(connections.most) }),
          },
          {
            name: t('facts.backups'),
            isWide: true,
            value: t(isAway ? 'facts.backupsAway' : backsUp ? 'facts.backupsHere' : 'facts.backupsElsewhere'),
          },
        ]}
      />
      {lineOf(name) === 'plain' && (
        <Alert role="note" color="marigold" icon={<IconLockOpen aria-hidden />} title={t('warnings.plainTitle')}>
          {t('warnings.plain')}
        </Alert>
      )}
    </Place>
  );
}

interface PlaceProps {
  readonly icon: ReactNode;
  readonly title: string;
  readonly body: string;
  readonly children: ReactNode;
}

function Place({ icon, title, body, children }: PlaceProps) {
  return (
    <Card p="xl" role="region" aria-labelledby="place">
      <Stack gap="lg">
        <Group wrap="nowrap" align="flex-start" gap="md">
          <ThemeIcon size={56} radius="xl" variant="light" aria-hidden visibleFrom="xs">
            {icon}
          </ThemeIcon>
          <div>
            <Title order={2} id="place">
              {title}
            </Title>
            <Text c="dimmed" mt={4} maw="72ch">
              {body}
            </Text>
          </div>
        </Group>
        {children}
      </Stack>
    </Card>
  );
}
