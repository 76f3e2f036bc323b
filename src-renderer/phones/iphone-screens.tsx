import { useTranslation } from 'react-i18next';
import { PhoneScreen, ScanPage, Tap, Viewfinder } from './phone-screen';
import classes from './pictures.module.css';

interface ScreenProps {
  readonly host: string;
}

export function IphoneCamera({ host }: ScreenProps) {
  return (
    <PhoneScreen platform="iphone" dark>
      <Viewfinder />
      <Tap>
        <span className={classes.banner}>{host}</span>
      </Tap>
      <div className={classes.shutter} />
    </PhoneScreen>
  );
}

/** Safari's page in place of one whose certificate it does not know. */
export function IphoneWarning({ host, withDetails = false }: ScreenProps & { readonly withDetails?: boolean }) {
  const { t } = useTranslation('phones');
  return (
    <PhoneScreen platform="iphone" host={host}>
      <div className={classes.warning} data-scrolled={withDetails || undefined}>
        {!withDetails && <b>{t('pictures.screens.iphone.privateTitle')}</b>}
        {withDetails ? (
          <>
            <hr />
            <p>{t('pictures.screens.iphone.detailsBody')}</p>
            <p>
              {t('pictures.screens.iphone.understand')}{' '}
              <Tap className={classes.visit}>{t('pictures.screens.iphone.visit')}</Tap>
            </p>
          </>
        ) : (
          <>
            <p>{t('pictures.screens.iphone.privateBody', { host })}</p>
            <div className={classes.choices}>
              <Tap className={classes.link}>{t('pictures.screens.iphone.showDetails')}</Tap>
              <span className={classes.plain}>{t('pictures.screens.iphone.goBack')}</span>
            </div>
          </>
        )}
      </div>
    </PhoneScreen>
  );
}

export function IphoneConfirm({ host }: ScreenProps) {
  const { t } = useTranslation('phones');
  return (
    <PhoneScreen platform="iphone" host={host}>
      <div className={classes.behind} />
      <div className={classes.alert}>
        <div className={classes.lines}>
          <i />
          <i />
          <i />
        </div>
        <Tap className={classes.link}>{t('pictures.screens.iphone.visitWebsite')}</Tap>
        <span className={classes.link}>{t('pictures.screens.iphone.cancel')}</span>
      </div>
    </PhoneScreen>
  );
}

export function IphonePermission({ host }: ScreenProps) {
  const { t } = useTranslation('phones');
  return (
    <ScanPage host={host} platform="iphone">
      <div className={classes.behind} />
      <div className={classes.alert}>
        <b>{t('pictures.screens.iphone.camera', { host })}</b>
        <div className={classes.pair}>
          <span className={classes.link}>{t('pictures.screens.iphone.deny')}</span>
          <Tap className={classes.link}>{t('pictures.screens.iphone.allow')}</Tap>
        </div>
      </div>
    </ScanPage>
  );
}
