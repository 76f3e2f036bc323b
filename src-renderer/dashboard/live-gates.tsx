import { Button, Group, SimpleGrid, Text, Title } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../format/use-format';
import { Card } from '../ui/card';
import type { LiveFigures } from './figures';
import { SliceRow } from './slice-row';

/** More than two rows push the rest of the dashboard out of sight. */
const FIRST_SHOWN = 6;

/** How full it is, and through which gates people came, as it happens. */
export function LiveGates({ figures }: { readonly figures: LiveFigures | undefined }) {
  const { t } = useTranslation('dashboard');
  const format = useFormat();
  return (
    <Card role="region" aria-labelledby="live-gates">
      <Group justify="space-between" align="baseline" mb="md">
        <Title order={2} id="live-gates">
          {t('gates.title')}
        </Title>
        <Text c="dimmed">
          <Text span fz="2rem" fw={750} lh={1.1} c="var(--mantine-color-text)" data-numbers>
            {figures ? format.number(figures.inside) : '–'}
          </Text>{' '}
          {t('gates.inside', { count: figures?.inside ?? 0 })}
        </Text>
      </Group>
      {figures && <Gates gates={figures.gates} />}
    </Card>
  );
}

function Gates({ gates }: Pick<LiveFigures, 'gates'>) {
  const { t } = useTranslation('dashboard');
  const format = useFormat();
  const [isOpen, { toggle }] = useDisclosure(false);
  if (gates.length === 0) return <Text c="dimmed">{t('gates.none')}</Text>;
  const busiest = Math.max(1, ...gates.map(({ people }) => people));
  // The newest day needs no date; an import or an earlier evening does.
  const newestDay = format.dayOf(gates.map(({ lastAt }) => lastAt).reduce((one, other) => (one > other ? one : other)));
  return (
    <>
      <SimpleGrid cols={{ base: 1, xs: 2, lg: 3 }} spacing="lg" verticalSpacing="md" component="ul" m={0} p={0}>
        {(isOpen ? gates : gates.slice(0, FIRST_SHOWN)).map(({ gate, people, lastAt }) => (
          <SliceRow
            key={gate}
            label={gate === '' ? t('gates.imported') : gate}
            value={t('gates.people', { count: people })}
            share={people / busiest}
            color="marigold.6"
          >
            <Text size="sm" c="dimmed" data-numbers>
              {t('gates.last', {
                when: format.dayOf(lastAt) === newestDay ? format.time(lastAt) : format.dateTime(lastAt),
              })}
            </Text>
          </SliceRow>
        ))}
      </SimpleGrid>
      {gates.length > FIRST_SHOWN && (
        <Button variant="subtle" mt="sm" aria-expanded={isOpen} onClick={toggle}>
          {isOpen ? t('gates.fewer') : t('gates.all', { count: gates.length })}
        </Button>
      )}
    </>
  );
}
