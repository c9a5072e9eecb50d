import { Component } from 'react';
import type { ReactNode } from 'react';
import type { Log } from '../log/log.ts';

interface FaultBoundaryProps {
  readonly log: Log;
  /** What is shown instead; `retry` shows the part again. */
  readonly instead: (retry: () => void) => ReactNode;
  readonly children: ReactNode;
}

/** A fault in what it holds stays there: the rest of the page goes on. */
export class FaultBoundary extends Component<FaultBoundaryProps, { readonly hasFault: boolean }> {
  override readonly state = { hasFault: false };

  static getDerivedStateFromError(): { readonly hasFault: boolean } {
    return { hasFault: true };
  }

  override componentDidCatch(cause: unknown): void {
    this.props.log.fault('A part of the page stopped working', cause);
  }

  override render(): ReactNode {
    const { instead, children } = this.props;
    return this.state.hasFault ? instead(() => this.setState({ hasFault: false })) : children;
  }
}
