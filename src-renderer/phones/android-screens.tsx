import { IconAlertTriangleFilled, IconCamera } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { PhoneScreen, ScanPage, Tap, Viewfinder } from './phone-screen';
import classes from './pictures.module.css';

interface ScreenProps {
  readonly host: string;
}

export function AndroidCamera({ host }: ScreenProps) {
  return (
    <PhoneScreen platform="android" dark>
      <Viewfinder />
      <Tap>
        <span className={classes.chip}>{host}</span>
      </Tap>
      <div className={classes.shutter} />
    </PhoneScreen>
  );
}

/** Chrome's page in place of one whose certificate it does not know. */
export function AndroidWarning({ host, withDetails = false }: ScreenProps & { readonly withDetails?: boolean }) {
  const { t } = useTranslation('phones');
  const advanced = t(withDetails ? 'pictures.screens.android.hide' : 'pictures.screens.android.advanced');
  return (
    <PhoneScreen platform="android" host={host}>
      <div className={classes.warning} data-scrolled={withDetails || undefined}>
        {!withDetails && <IconAlertTriangleFilled size={22} color="#c5221f" aria-hidden />}
        <b>{t('pictures.screens.android.privateTitle')}</b>
        {withDetails ? (
          <>
            <span className={classes.quiet}>{advanced}</span>
            <p>{t('pictures.screens.android.explained', { host })}</p>
            <Tap className={classes.proceed}>{t('pictures.screens.android.proceed', { host })}</Tap>
          </>
        ) : (
          <>
            <p>{t('pictures.screens.android.privateBody', { host })}</p>
            <div className={classes.buttons}>
              <span className={classes.filled}>{t('pictures.screens.android.safety')}</span>
              <Tap className={classes.quiet}>{advanced}</Tap>
            </div>
          </>
        )}
      </div>
    </PhoneScreen>
  );
}

export function AndroidPermission({ host }: ScreenProps) {
  const { t } = useTranslation('phones');
  return (
    <ScanPage host={host} platform="android">
      <div className={classes.behind} />
      <div className={classes.sheet}>
        <IconCamera size={16} color="#1a56c4" aria-hidden />
        <b>{t('pictures.screens.android.camera')}</b>
        <Tap className={classes.tonal}>{t('pictures.screens.android.whileUsing')}</Tap>
        <span className={classes.tonal}>{t('pictures.screens.android.once')}</span>
        <span className={classes.tonal}>{t('pictures.screens.android.deny')}</span>
      </div>
    </ScanPage>
  );
}
