import { useLocation } from 'wouter';
import { RescuePage } from '../restore/rescue-page';
import { RestoredPage } from '../restore/restored-page';
import { useRestoring } from '../restore/restoring';
import { useOffice } from '../session/office';
import { EventFolderPage } from '../store/event-folder-page';
import { JoinPage } from '../store/join-page';
import { SetUpPage } from './set-up-page';
import type { SetUpResult } from './set-up-types';

interface FirstRunPageProps {
  readonly onDone: (result: SetUpResult) => void;
}

/** Where there is no event yet: a new one is set up or, in the desk's own window, one is brought or found. */
export function FirstRunPage({ onDone }: FirstRunPageProps) {
  const { stage, desktop } = useOffice();
  const [path, navigate] = useLocation();
  const restoring = useRestoring();
  if (path === '/restore' && stage === 'new' && desktop) {
    return (
      <RescuePage
        situation="first-run"
        onBegin={restoring.begin}
        onEnd={(restored) => restoring.end(restored && <RestoredPage restored={restored} />)}
        onLeave={() => navigate('/set-up')}
      />
    );
  }
  if (path === '/folder' && stage === 'new' && desktop) {
    return <EventFolderPage onBegin={restoring.begin} onEnd={restoring.end} onLeave={() => navigate('/set-up')} />;
  }
  if (path === '/join' && stage === 'new' && desktop) return <JoinPage onLeave={() => navigate('/set-up')} />;
  return <SetUpPage onDone={onDone} />;
}
