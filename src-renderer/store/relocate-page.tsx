import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { AsidePage } from '../first-run/aside-page';
import { Card } from '../ui/card';
import { MovedPage } from './moved-page';
import { RelocateForm } from './relocate-form';

/** For a store that was not found when the desk was opened: in the desk's own window, whoever sits there may. */
export function RelocatePage({ onLeave }: { readonly onLeave: () => void }) {
  const { t } = useTranslation('store');
  const { t: common } = useTranslation();
  const [stage, setStage] = useState<'asking' | 'busy' | 'done'>('asking');
  if (stage === 'done') return <MovedPage what="relocate" moved={null} />;
  return (
    <AsidePage
      title={t('relocate.title')}
      description={t('relocate.body')}
      back={common('back')}
      isBusy={stage === 'busy'}
      onLeave={onLeave}
    >
      <Card p="xl">
        <RelocateForm onBegin={() => setStage('busy')} onEnd={(isDone) => setStage(isDone ? 'done' : 'asking')} />
      </Card>
    </AsidePage>
  );
}
