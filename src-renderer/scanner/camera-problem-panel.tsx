import {
  type Icon,
  IconAlertTriangle,
  IconCameraOff,
  IconHandStop,
  IconPlugConnectedX,
  IconShieldOff,
  IconUsersGroup,
  IconVideoOff,
} from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from '../ui/plain/button';
import type { CameraProblem } from './camera';
import classes from './camera.module.css';

const ICONS: Record<CameraProblem, Icon> = {
  refused: IconHandStop,
  none: IconCameraOff,
  'in-use': IconUsersGroup,
  unplugged: IconPlugConnectedX,
  insecure: IconShieldOff,
  failed: IconAlertTriangle,
};

/** In place of the picture: what is wrong, what to do, and that scanning goes on without the camera. */
export function CameraProblemPanel({
  problem,
  onRetry,
}: {
  readonly problem: CameraProblem;
  readonly onRetry: () => void;
}) {
  const { t } = useTranslation('scanner');
  const { t: common } = useTranslation();
  const ProblemIcon = ICONS[problem];
  return (
    <InPlaceOfPicture
      alert
      icon={<ProblemIcon size={40} aria-hidden />}
      title={t(`problems.${problem}.title`)}
      action={<Button onClick={onRetry}>{common('tryAgain')}</Button>}
    >
      {t(`problems.${problem}.body`)} {t('camera.typing')}
    </InPlaceOfPicture>
  );
}

export function CameraOffPanel({ onTurnOn }: { readonly onTurnOn: () => void }) {
  const { t } = useTranslation('scanner');
  return (
    <InPlaceOfPicture
      icon={<IconVideoOff size={40} aria-hidden />}
      title={t('camera.off')}
      action={<Button onClick={onTurnOn}>{t('camera.turnOn')}</Button>}
    >
      {t('camera.offBody')}
    </InPlaceOfPicture>
  );
}

interface InPlaceOfPictureProps {
  readonly icon: ReactNode;
  readonly title: string;
  readonly children: ReactNode;
  readonly action?: ReactNode;
  readonly alert?: boolean;
}

export function InPlaceOfPicture({ icon, title, children, action, alert = false }: InPlaceOfPictureProps) {
  return (
    <div className={classes.instead} role={alert ? 'alert' : 'status'}>
      {icon}
      <h2>{title}</h2>
      <p>{children}</p>
      {action}
    </div>
  );
}
