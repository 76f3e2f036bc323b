import { Tooltip } from '@mantine/core';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useOffice } from '../session/office';
import { PageHeader } from '../ui/page-header';
import { CameraControls } from './camera-controls';
import { CameraView } from './camera-view';
import { CodeForm } from './code-form';
import { GateFigures } from './gate-figures';
import { RecentScans } from './recent-scans';
import { remember, remembered } from './remembered';
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
  const { t } = useTranslation('scanner');
  const isUnlocked = useOffice().session?.state === 'active';
  const isVisible = usePageVisible();
  const [isWanted, setIsWanted] = useState(() => remembered('cameraOff') !== 'yes');
  const camera = useCamera(isWanted && isVisible && isUnlocked);
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

  function want(wanted: boolean) {
    setIsWanted(wanted);
    remember('cameraOff', wanted ? 'no' : 'yes');
  }

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
            onTurnOn={() => want(true)}
          />
          <CameraControls
            state={camera.state}
            onChoose={camera.choose}
            wanted={isWanted}
            onWanted={want}
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
