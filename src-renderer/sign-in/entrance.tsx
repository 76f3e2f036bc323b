import { Box, Group, Stack, Text } from '@mantine/core';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../format/use-format';
import { useOffice } from '../session/office';
import { ColourSchemeButton } from '../theme/colour-scheme-button';
import { Logo } from '../ui/logo';
import classes from './entrance.module.css';

/** The page in front of the desk: which event this is on one side, what to do to get in on the other. */
export function Entrance({ children }: { readonly children: ReactNode }) {
  const { t } = useTranslation('signIn');
  const { t: common } = useTranslation();
  const { event } = useOffice();
  const format = useFormat();
  return (
    <div className={classes.entrance}>
      <aside className={classes.side}>
        <Group gap="sm">
          <Logo size={52} />
          <Text fw={700} fz="lg">
            {common('productName')}
          </Text>
        </Group>
        <div>
          <Text className={classes.event}>{event?.name ?? t('welcome')}</Text>
          {event ? (
            <Stack gap={2} mt="md" className={classes.detail}>
              <Text fz="lg">{format.day(event.date)}</Text>
              <Text fz="lg">{event.timing}</Text>
              {event.venue && <Text fz="lg">{event.venue}</Text>}
            </Stack>
          ) : (
            <Text fz="lg" mt="md" className={classes.detail}>
              {t('tagline')}
            </Text>
          )}
        </div>
        <div className={classes.perforation} aria-hidden />
      </aside>
      <main className={classes.main}>
        <Box className={classes.corner}>
          <ColourSchemeButton />
        </Box>
        <div className={classes.form}>{children}</div>
      </main>
    </div>
  );
}
