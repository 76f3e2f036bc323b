import { Button, Code, Stack, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { StartUpProblem } from '../../src-shared/start-up-problem';
import { FirstRunFrame } from '../first-run/first-run-frame';
import { Card } from '../ui/card';
import { PageHeader } from '../ui/page-header';

interface StartUpProblemPageProps {
  readonly problem: StartUpProblem;
  /** Where the event is kept. */
  readonly folder: string;
}

/** In place of the desk where there is no office behind it: what is wrong and what to do, and nothing that changes a file. */
export function StartUpProblemPage({ problem, folder }: StartUpProblemPageProps) {
  const { t } = useTranslation('startUp');
  return (
    <FirstRunFrame>
      <PageHeader title={t(`problems.${problem}.title`)} description={t(`problems.${problem}.body`)} />
      <Card p="xl">
        <Stack gap="lg" align="flex-start">
          <Text fz="lg" fw={650}>
            {t(`problems.${problem}.next`)}
          </Text>
          {folder !== '' && (
            <div>
              <Text>{t('folder')}</Text>
              <Code block fz="md" mt={6}>
                {folder}
              </Code>
            </div>
          )}
          {problem !== 'unknown' && <Text>{t('untouched')}</Text>}
          <Button size="lg" autoFocus onClick={() => window.close()}>
            {t('close')}
          </Button>
        </Stack>
      </Card>
    </FirstRunFrame>
  );
}
