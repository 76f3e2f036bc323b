import { Box, Group, Text } from '@mantine/core';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { ColourSchemeButton } from '../theme/colour-scheme-button';
import { Logo } from '../ui/logo';
import classes from './first-run-frame.module.css';

/** Around the pages that come before there is a desk. */
export function FirstRunFrame({ children }: { readonly children: ReactNode }) {
  const { t } = useTranslation();
  return (
    <>
      <Group component="header" className={classes.header} gap="sm" wrap="nowrap">
        <Logo size={40} />
        <Text fw={700} fz="lg">
          {t('productName')}
        </Text>
        <Box ml="auto">
          <ColourSchemeButton className={classes.quiet ?? ''} />
        </Box>
      </Group>
      <main className={classes.main}>{children}</main>
    </>
  );
}
