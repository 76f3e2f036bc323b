import { Component, type ReactNode } from 'react';
import { navigate } from 'wouter/use-browser-location';
import { StoppedPage } from '../errors/stopped-page';

interface ErrorBoundaryProps {
  readonly children: ReactNode;
  /** The frame of the desk is gone with what stopped, and only loading anew brings it back. */
  readonly isWhole?: boolean;
}
interface ErrorBoundaryState {
  readonly stopped: { readonly error: unknown } | null;
  /** How often it stopped since it was put on screen. */
  readonly stops: number;
}

/** Stands in for what threw while it was drawn. Give it a `key` (the path) so that the next page starts afresh. */
export class ErrorBoundary extends Component<ErrorBoundaryProps, ErrorBoundaryState> {
  override state: ErrorBoundaryState = { stopped: null, stops: 0 };

  static getDerivedStateFromError(error: unknown): Partial<ErrorBoundaryState> {
    return { stopped: { error } };
  }

  override componentDidCatch(): void {
    this.setState(({ stops }) => ({ stops: stops + 1 }));
  }

  /** Without loading at first, since that costs what was typed; what stops again, such as a broken file, needs it. */
  private readonly again = (): void => {
    if (this.state.stops > 1) window.location.reload();
    else this.setState({ stopped: null });
  };

  private readonly start = (): void => {
    if (this.props.isWhole) window.location.assign('/');
    else navigate('/');
  };

  override render(): ReactNode {
    const { stopped } = this.state;
    if (!stopped) return this.props.children;
    const page = <StoppedPage error={stopped.error} onAgain={this.again} onStart={this.start} />;
    return this.props.isWhole ? <main>{page}</main> : page;
  }
}
