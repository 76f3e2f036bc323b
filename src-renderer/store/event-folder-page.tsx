import { type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { AsidePage } from '../first-run/aside-page';
import { Card } from '../ui/card';
import { EventFolderForm } from './event-folder-form';
import { EventFolderUsedPage } from './event-folder-used-page';

interface EventFolderPageProps {
  readonly onBegin: () => void;
  /** @param last the page to show from now on; null when it was refused, and nothing is different */
  readonly onEnd: (last: ReactNode | null) => void;
  readonly onLeave: () => void;
}

/** Where there is no event: in the desk's own window, whoever sits there may look for it in another folder. */
export function EventFolderPage({ onBegin, onEnd, onLeave }: EventFolderPageProps) {
  const { t } = useTranslation('store');
  const { t: common } = useTranslation();
  const [isBusy, setBusy] = useState(false);
  return (
    <AsidePage
      title={t('folder.title')}
      description={t('folder.body')}
      back={common('back')}
      isBusy={isBusy}
      onLeave={onLeave}
    >
      <Card p="xl">
        <EventFolderForm
          onBegin={() => {
            setBusy(true);
            onBegin();
          }}
          onEnd={(outcome) => {
            setBusy(false);
            onEnd(outcome && <EventFolderUsedPage {...outcome} />);
          }}
        />
      </Card>
    </AsidePage>
  );
}
