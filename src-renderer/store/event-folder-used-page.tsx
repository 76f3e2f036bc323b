import { Button, Group, Stack, Text } from '@mantine/core';
import { IconArrowRight } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { FirstRunFrame } from '../first-run/first-run-frame';
import { Card } from '../ui/card';
import { PageHeader } from '../ui/page-header';
import type { FolderProblem } from './store-types';

/** The last page of what was there before: everything the desk knew is over, so the way on loads it anew. */
export function EventFolderUsedPage({ problem }: { readonly problem: FolderProblem }) {
  const { t } = useTranslation('store');
  const { t: startUp } = useTranslation('startUp');
  return (
    <FirstRunFrame>
      <PageHeader title={t(problem === null ? 'folder.doneTitle' : 'folder.failedTitle')} />
      <Card p="xl">
        <Stack gap="lg">
          {problem !== null && (
            <div>
              <Text fz="lg" fw={650}>
                {startUp(`problems.${problem}.title`)}
              </Text>
              <Text fz="lg" mt={4}>
                {startUp(`problems.${problem}.body`)}
              </Text>
            </div>
          )}
          <Text fz="lg">{t(problem === null ? 'folder.done' : 'folder.failed')}</Text>
          <Group>
            <Button component="a" size="lg" autoFocus href="/" rightSection={<IconArrowRight size={22} aria-hidden />}>
              {t('folder.goOn')}
            </Button>
          </Group>
        </Stack>
      </Card>
    </FirstRunFrame>
  );
}
