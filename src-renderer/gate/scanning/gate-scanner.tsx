import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { CameraControls } from '../../scanner/camera-controls';
import { browserCamera } from '../../scanner/camera-memory';
import { CameraView } from '../../scanner/camera-view';
import { CodeForm } from '../../scanner/code-form';
import { useCamera } from '../../scanner/use-camera';
import { useCodeField } from '../../scanner/use-code-field';
import { useCodeReader } from '../../scanner/use-code-reader';
import { usePageVisible } from '../../scanner/use-page-visible';
import { useScanQueue } from '../../scanner/use-scan-queue';
import { useVerdictSignals } from '../../scanner/use-verdict-signals';
import { VerdictPanel } from '../../scanner/verdict';
import { toneOf } from '../../scanner/verdict-types';
import type { GateLink } from '../gate-link';
import { parseJoinUrl } from '../moving';
import { CollisionCards } from './collision-cards';
import type { GateQueue } from './gate-queue';
import classes from './gate-scanner.module.css';
import { OwnScans } from './own-scan-list';
import { RecordedLine } from './recorded-line';
import { StuckCard } from './stuck-card';
import { useCollisionSignals } from './use-collision-signals';
import { useGateQueue } from './use-gate-queue';
import { useWakeLock } from './use-wake-lock';

interface GateScannerProps {
  readonly queue: GateQueue;
  readonly link: Pick<GateLink, 'setHealth'>;
  /** Something else is in front: the camera rests meanwhile. */
  readonly isCovered?: boolean;
  /** The camera sees, or somebody types, the desk's code for phones. It is never scanned as a pass. */
  readonly onJoinCode: (code: string) => void;
}

/** The phone's scanner: picture and verdict in sight together, everything that is needed less often below them. */
export function GateScanner({ queue, link, isCovered = false, onJoinCode }: GateScannerProps) {
  const { t } = useTranslation('gateScanning');
  const isVisible = usePageVisible();
  const [memory] = useState(browserCamera);
  const camera = useCamera(isVisible && !isCovered, memory);
  const { verdict, count, busy, waiting, scan, again, clear, guard } = useScanQueue(queue.scans);
  const { collided, stuck, ...recorded } = useGateQueue(queue);
  const signals = useVerdictSignals(verdict, count);
  const field = useCodeField(!isCovered);
  const stream = camera.state.kind === 'on' ? camera.state.stream : null;
  const { video, reading } = useCodeReader({ stream, guard, onCode });
  const wakeLock = useWakeLock();
  useCollisionSignals(collided, signals.signal);

  const shown = camera.state.kind === 'asking' ? 'off' : camera.state.kind;
  const { decoder } = reading;
  useEffect(() => {
    link.setHealth({ camera: shown, decoder });
  }, [link, shown, decoder]);

  function onCode(code: string) {
    const text = code.trim();
    if (parseJoinUrl(text)) onJoinCode(text);
    else scan(text);
  }

  return (
    <div className={classes.scanner}>
      <CollisionCards collided={collided} verdictCount={verdict && count} onRead={queue.acknowledge} />
      <div className={classes.sight}>
        <CameraView
          video={video}
          state={camera.state}
          reading={reading}
          tone={verdict && toneOf(verdict)}
          onRetry={camera.retry}
          onTurnOn={() => camera.want(true)}
        />
        <VerdictPanel
          compact
          verdict={verdict}
          count={count}
          busy={busy}
          waiting={waiting}
          onAgain={again}
          onClear={clear}
        />
      </div>
      <RecordedLine {...recorded} />
      <StuckCard stuck={stuck} onDismiss={queue.dismiss} />
      <CameraControls
        state={camera.state}
        onChoose={camera.choose}
        wanted={camera.isWanted}
        onWanted={camera.want}
        muted={signals.muted}
        onMuted={signals.setMuted}
      />
      <CodeForm field={field} onCode={onCode} stay={false} />
      <OwnScans own={recorded.own} />
      {(wakeLock === 'absent' || wakeLock === 'refused') && <p className={classes.note}>{t(`wakeLock.${wakeLock}`)}</p>}
    </div>
  );
}
