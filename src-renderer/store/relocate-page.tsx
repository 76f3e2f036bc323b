import { Button } from '@mantine/core';
import { IconArrowLeft } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { FirstRunFrame } from '../first-run/first-run-frame';
import { Card } from '../ui/card';
import { PageHeader } from '../ui/page-header';
import { MovedPage } from './moved-page';
import { RelocateForm } from './relocate-form';

/** For a store that was not found when the desk was opened: in the desk's own window, whoever sits there may. */
export function RelocatePage({ onLeave }: { readonly onLeave: () => void }) {
  const { t } = useTranslation('store');
  const { t: common } = useTranslation();
  const [stage, setStage] = useState<'asking' | 'busy' | 'done'>('asking');
  if (stage === 'done') return <MovedPage what="relocate" moved={null} />;
  return (
    <FirstRunFrame>
      <PageHeader
        title={t('relocate.title')}
        description={t('relocate.body')}
        actions={
          <Button
            variant="default"
            disabled={stage === 'busy'}
            leftSection={<IconArrowLeft size={20} aria-hidden />}
            onClick={onLeave}
          >
            {common('back')}
          </Button>
        }
      />
      <Card p="xl">
        <RelocateForm onBegin={() => setStage('busy')} onEnd={(isDone) => setStage(isDone ? 'done' : 'asking')} />
      </Card>
    </FirstRunFrame>
  );
}
