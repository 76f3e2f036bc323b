import { Component, type ErrorInfo, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from '../ui/plain/button';
import classes from './entry/entry.module.css';

interface GateBoundaryProps {
  readonly children: ReactNode;
}
interface GateBoundaryState {
  readonly hasStopped: boolean;
}

/** Stands in for what threw while it was drawn. It draws anew without loading, since the desk may be out of reach. */
export class GateBoundary extends Component<GateBoundaryProps, GateBoundaryState> {
  override state: GateBoundaryState = { hasStopped: false };

  static getDerivedStateFromError(): GateBoundaryState {
    return { hasStopped: true };
  }

  override componentDidCatch(error: Error, info: ErrorInfo): void {
    console.error('page stopped', error, info.componentStack);
  }

  override render(): ReactNode {
    if (!this.state.hasStopped) return this.props.children;
    return <Stopped onAgain={() => this.setState({ hasStopped: false })} />;
  }
}

function Stopped({ onAgain }: { readonly onAgain: () => void }) {
  const { t } = useTranslation('gate');
  return (
    <main className={classes.main} role="alert">
      <h1 className={classes.title}>{t('stopped.title')}</h1>
      <p>{t('stopped.body')}</p>
      <Button onClick={onAgain}>{t('stopped.again')}</Button>
    </main>
  );
}
