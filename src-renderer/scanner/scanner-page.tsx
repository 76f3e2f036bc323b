import { Tooltip } from '@mantine/core';
import { useCallback, useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useMutationOperation, useQueryOperation } from '../api/use-operation';
import { useOffice } from '../session/office';
import { LoadingState } from '../ui/loading-state';
import { PageHeader } from '../ui/page-header';
import { CameraControls } from './camera-controls';
import { browserCamera, type CameraChosen, type CameraMemory } from './camera-memory';
import { CameraView } from './camera-view';
import { CodeForm } from './code-form';
import { GateFigures } from './gate-figures';
import { RecentScans } from './recent-scans';
import classes from './scanner.module.css';
import { useCamera } from './use-camera';
import { isCovered, useCodeField } from './use-code-field';
import { useCodeReader } from './use-code-reader';
import { usePageVisible } from './use-page-visible';
import { useScan } from './use-scan';
import { useVerdictSignals } from './use-verdict-signals';
import { VerdictPanel } from './verdict';
import { toneOf } from './verdict-types';

/** Reads passes by camera, hand scanner or keyboard, and shows one verdict at a time. */
export function ScannerPage() {
  return useOffice().desktop ? <MachineScanner /> : <BrowserScanner />;
}

function BrowserScanner() {
  const [memory] = useState(browserCamera);
  return <Scanner memory={memory} />;
}

/** What was chosen belongs to this computer, whoever sits at it. Nobody waits at a gate for a setting that cannot be read. */
function MachineScanner() {
  const { data, error } = useQueryOperation('desktop.camera', {});
  const { run } = useMutationOperation('desktop.saveCamera', { refresh: ['desktop.camera'] });
  const keep = useCallback((chosen: CameraChosen) => void run(chosen), [run]);
  if (!data && !error) return <LoadingState />;
  return <Scanner memory={{ ...(data ?? { deviceId: null, on: true }), keep }} />;
}

function Scanner({ memory }: { readonly memory: CameraMemory }) {
  const { t } = useTranslation('scanner');
  const isUnlocked = useOffice().session?.state === 'active';
  const isVisible = usePageVisible();
  const camera = useCamera(isVisible && isUnlocked, memory);
  const { verdict, count, busy, waiting, scan, again, clear, guard } = useScan();
  const signals = useVerdictSignals(verdict, count);
  const field = useCodeField(isUnlocked);
  const stream = camera.state.kind === 'on' ? camera.state.stream : null;
  const { video, reading } = useCodeReader({ stream, guard, onCode: scan });

  useEffect(() => {
    function onKeyDown(event: KeyboardEvent) {
      if (event.key === 'Escape' && !isCovered()) clear();
    }
    document.addEventListener('keydown', onKeyDown);
    return () => document.removeEventListener('keydown', onKeyDown);
  }, [clear]);

  return (
    <>
      <PageHeader title={t('title')} actions={<GateFigures />} />
      <div className={classes.grid}>
        <VerdictPanel verdict={verdict} count={count} busy={busy} waiting={waiting} onAgain={again} onClear={clear} />
        <div className={classes.side}>
          <CameraView
            video={video}
            state={camera.state}
            reading={reading}
            tone={verdict && toneOf(verdict)}
            onRetry={camera.retry}
            onTurnOn={() => camera.want(true)}
          />
          <CameraControls
            state={camera.state}
            onChoose={camera.choose}
            wanted={camera.isWanted}
            onWanted={camera.want}
            muted={signals.muted}
            onMuted={signals.setMuted}
            Hint={Tooltip}
          />
          <CodeForm field={field} onCode={scan} />
        </div>
        <RecentScans />
      </div>
    </>
  );
}
