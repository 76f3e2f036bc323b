import { Group, Stack, Text, Title } from '@mantine/core';
import { IconCircleCheck, IconCircleX } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../format/use-format';
import { Card } from '../ui/card';
import type { Figures } from './figures';

/** How scanning goes: admitted, refused, and why. */
export function GateFigures({ figures }: { readonly figures: Figures }) {
  const { t } = useTranslation('dashboard');
  const format = useFormat();
  const refused = figures.refusals.reduce((sum, refusal) => sum + refusal.count, 0);
  return (
    <Card h="100%">
      <Title order={2} mb="md">
        {t('scans.title')}
      </Title>
      {figures.scans === 0 ? (
        <Text c="dimmed">{t('scans.none')}</Text>
      ) : (
        <Stack gap="md">
          <Group grow>
            <Verdict
              icon={<IconCircleCheck size={28} color="var(--good)" aria-hidden />}
              label={t('scans.admitted')}
              count={figures.scans - refused}
            />
            <Verdict
              icon={<IconCircleX size={28} color="var(--mantine-color-error)" aria-hidden />}
              label={t('scans.refused')}
              count={refused}
            />
          </Group>
          <Stack gap="xs" component="ul" m={0} p={0}>
            {figures.refusals.map(({ reason, count }) => (
              <Group key={reason} justify="space-between" component="li" display="flex">
                <Text>{t(`scans.reasons.${reason}`)}</Text>
                <Text fw={600} data-numbers>
                  {format.number(count)}
                </Text>
              </Group>
            ))}
          </Stack>
          <Text size="sm" c="dimmed">
            {t('scans.share', { share: format.percent(refused / figures.scans) })}
          </Text>
        </Stack>
      )}
    </Card>
  );
}

interface VerdictProps {
  readonly icon: React.ReactNode;
  readonly label: string;
  readonly count: number;
}

function Verdict({ icon, label, count }: VerdictProps) {
  const format = useFormat();
  return (
    <Group gap="sm" wrap="nowrap" align="center">
      {icon}
      <div>
        <Text fz="1.6rem" fw={750} lh={1.1} data-numbers>
          {format.number(count)}
        </Text>
        <Text size="sm" c="dimmed">
          {label}
        </Text>
      </div>
    </Group>
  );
}
