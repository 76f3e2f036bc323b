import { SegmentedControl, Stack, Text, Title } from '@mantine/core';
import { memo, type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { CertificateKind } from '../../src-shared/contract/listener';
import { AndroidCamera, AndroidPermission, AndroidWarning } from './android-screens';
import { IphoneCamera, IphoneConfirm, IphonePermission, IphoneWarning } from './iphone-screens';
import { ScanPage } from './phone-screen';
import classes from './pictures.module.css';

const PLATFORMS = ['iphone', 'android'] as const;
type Platform = (typeof PLATFORMS)[number];

interface Picture {
  readonly step:
    | 'camera'
    | 'details'
    | 'visit'
    | 'confirm'
    | 'advanced'
    | 'proceed'
    | 'start'
    | 'allowIphone'
    | 'allowAndroid';
  /** Only where the phone does not know the certificate. */
  readonly isWarning?: true;
  readonly screen: (host: string) => ReactNode;
}

/** In the order in which they come, one for each tap. */
const PICTURES: Readonly<Record<Platform, readonly Picture[]>> = {
  iphone: [
    { step: 'camera', screen: (host) => <IphoneCamera host={host} /> },
    { step: 'details', isWarning: true, screen: (host) => <IphoneWarning host={host} /> },
    { step: 'visit', isWarning: true, screen: (host) => <IphoneWarning host={host} withDetails /> },
    { step: 'confirm', isWarning: true, screen: (host) => <IphoneConfirm host={host} /> },
    { step: 'start', screen: (host) => <ScanPage host={host} platform="iphone" /> },
    { step: 'allowIphone', screen: (host) => <IphonePermission host={host} /> },
  ],
  android: [
    { step: 'camera', screen: (host) => <AndroidCamera host={host} /> },
    { step: 'advanced', isWarning: true, screen: (host) => <AndroidWarning host={host} /> },
    { step: 'proceed', isWarning: true, screen: (host) => <AndroidWarning host={host} withDetails /> },
    { step: 'start', screen: (host) => <ScanPage host={host} platform="android" /> },
    { step: 'allowAndroid', screen: (host) => <AndroidPermission host={host} /> },
  ],
};

interface PhonePicturesProps {
  /** As the phone will show it, such as `192.168.137.1`. */
  readonly host: string;
  readonly certificate: CertificateKind;
}

/** Every screen between the code and the first scan, each with a mark where to tap. Not drawn anew with every second. */
export const PhonePictures = memo(function PhonePictures({ host, certificate }: PhonePicturesProps) {
  const { t } = useTranslation('phones');
  const [platform, setPlatform] = useState<Platform>('iphone');
  const pictures = PICTURES[platform].filter(({ isWarning }) => !isWarning || certificate !== 'imported');
  return (
    <Stack gap="sm" miw={0}>
      <div className={classes.head}>
        <Title order={3} id="phone-pictures">
          {t('pictures.title')}
        </Title>
        <SegmentedControl
          value={platform}
          onChange={(value) => setPlatform(value === 'android' ? 'android' : 'iphone')}
          aria-label={t('pictures.choose')}
          data={PLATFORMS.map((value) => ({ value, label: t(`pictures.${value}`) }))}
        />
      </div>
      {certificate === 'authority' && (
        <Text size="sm" c="dimmed">
          {t('pictures.authority')}
        </Text>
      )}
      <ol className={classes.steps} aria-labelledby="phone-pictures">
        {pictures.map(({ step, screen }, index) => {
          const words = t(`pictures.steps.${step}`, { host });
          return (
            <li key={step} className={classes.step}>
              <div role="img" aria-label={t('pictures.alt', { step: words })} className={classes.picture}>
                {screen(host)}
              </div>
              <Text size="sm" lh={1.3} className={classes.words ?? ''}>
                <span className={classes.number} aria-hidden>
                  {index + 1}
                </span>
                {words}
              </Text>
            </li>
          );
        })}
      </ol>
    </Stack>
  );
});
