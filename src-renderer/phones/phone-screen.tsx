import { IconHandFinger, IconScan } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Logo } from '../ui/logo';
import classes from './pictures.module.css';

interface PhoneScreenProps {
  readonly platform: 'iphone' | 'android';
  /** In the bar of the browser; no bar without it. */
  readonly host?: string;
  /** Behind a camera's picture. */
  readonly dark?: boolean;
  readonly children: ReactNode;
}

/** A small phone. Drawn as phones are by day, in every colour scheme. */
export function PhoneScreen({ platform, host, dark, children }: PhoneScreenProps) {
  const bar = host !== undefined && <div className={classes.bar}>{host}</div>;
  return (
    <div className={classes.phone} data-platform={platform} data-dark={dark || undefined}>
      <div className={classes.top} />
      {platform === 'android' && bar}
      <div className={classes.content}>{children}</div>
      {platform === 'iphone' && bar}
    </div>
  );
}

/** Marks where to tap. */
export function Tap({
  children,
  className,
}: {
  readonly children: ReactNode;
  readonly className?: string | undefined;
}) {
  return (
    <span className={`${classes.tap} ${className ?? ''}`}>
      {children}
      <IconHandFinger size={20} className={classes.finger} aria-hidden />
    </span>
  );
}

/** What the camera sees: the code on this very screen. */
export function Viewfinder() {
  return (
    <div className={classes.viewfinder}>
      <svg viewBox="0 0 21 21" width="58" height="58" shapeRendering="crispEdges" aria-hidden="true">
        <rect width="21" height="21" fill="#fff" />
        <path
          fill="#000"
          d="M2 2h6v6h-6zM13 2h6v6h-6zM2 13h6v6h-6zM10 3h1v2h-1zM9 6h2v1h-2zM10 9h3v1h-3zM3 10h2v1h-2zM6 10h1v1h-1zM15 10h3v1h-3zM9 12h1v3h-1zM12 12h2v1h-2zM16 13h3v1h-3zM13 15h1v2h-1zM16 16h2v2h-2zM10 17h2v2h-2z"
        />
        <path fill="#fff" d="M3 3h4v4h-4zM14 3h4v4h-4zM3 14h4v4h-4z" />
        <path fill="#000" d="M4 4h2v2h-2zM15 4h2v2h-2zM4 15h2v2h-2z" />
      </svg>
    </div>
  );
}

/** The first thing of ours that a phone shows. */
export function ScanPage({
  host,
  platform,
  children,
}: {
  readonly host: string;
  readonly platform: 'iphone' | 'android';
  readonly children?: ReactNode;
}) {
  const { t } = useTranslation('phones');
  const start = (
    <span className={classes.start}>
      <IconScan size={12} aria-hidden />
      {t('pictures.screens.page.start')}
    </span>
  );
  return (
    <PhoneScreen platform={platform} host={host}>
      <div className={classes.page}>
        <Logo size={34} />
        <b>{t('pictures.screens.page.ready')}</b>
        {children ? start : <Tap>{start}</Tap>}
      </div>
      {children}
    </PhoneScreen>
  );
}
