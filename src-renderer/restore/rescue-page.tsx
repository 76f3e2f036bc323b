import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { AsidePage } from '../first-run/aside-page';
import { TimeZoneContext } from '../format/time-zone';
import { RestoreFlow } from './restore-flow';
import type { Restored } from './restore-types';

interface RescuePageProps {
  readonly situation: 'unopened' | 'first-run';
  readonly onBegin: () => void;
  readonly onEnd: (restored: Restored | null) => void;
  readonly onLeave: () => void;
}

/** Restoring where no event is open: in the desk's own window, whoever sits there may. */
export function RescuePage({ situation, onBegin, onEnd, onLeave }: RescuePageProps) {
  const { t } = useTranslation('restore');
  const { t: common } = useTranslation();
  const [isBusy, setBusy] = useState(false);
  const isFirst = situation === 'first-run';
  return (
    // Without an event, moments are those of this computer.
    <TimeZoneContext value={new Intl.DateTimeFormat().resolvedOptions().timeZone}>
      <AsidePage
        title={t(isFirst ? 'firstRunTitle' : 'rescueTitle')}
        description={t(isFirst ? 'firstRunLead' : 'lead')}
        back={isFirst ? t('toSetUp') : common('back')}
        isBusy={isBusy}
        onLeave={onLeave}
      >
        <RestoreFlow
          situation={situation}
          desktop
          wanted={null}
          money={null}
          onBegin={() => {
            setBusy(true);
            onBegin();
          }}
          onEnd={(restored) => {
            setBusy(false);
            onEnd(restored);
          }}
        />
      </AsidePage>
    </TimeZoneContext>
  );
}
