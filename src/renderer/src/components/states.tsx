/** What a page shows while it has nothing else: still loading, failed, or empty. */
import type { ReactNode } from 'react';
import { Button } from '@mantine/core';
import type { ClientError } from '../client/client-error.ts';
import { copyText } from '../actions/copy-text.ts';
import { sentenceOf } from '../state/notices-store.ts';

export function LoadingRows({ what }: { readonly what: string }) {
  return (
    <div className="skeletons" role="status" aria-label={`Loading ${what}`}>
      {[72, 56, 64, 48, 60, 52].map((width) => (
        <div key={width} className="skeleton" style={{ width: `${width}%` }} />
      ))}
    </div>
  );
}

interface FailurePanelProps {
  readonly what: string;
  readonly error: ClientError;
  readonly onRetry: () => void;
}

export function FailurePanel({ what, error, onRetry }: FailurePanelProps) {
  return (
    <div className="state-panel" role="alert">
      <strong>{what}</strong>
      <span>{sentenceOf(error)}</span>
      <Button variant="default" onClick={onRetry}>
        Try again
      </Button>
      <TraceId traceId={error.traceId} />
    </div>
  );
}

/** Under which the server's own log has the whole story. */
export function TraceId({ traceId }: { readonly traceId: string | null }) {
  if (traceId === null) return null;
  return (
    <button className="plain-button dim mono" onClick={() => void copyText(traceId, 'Trace id')}>
      {traceId} (copy)
    </button>
  );
}

interface EmptyPanelProps {
  readonly title: string;
  readonly children?: ReactNode;
}

export function EmptyPanel({ title, children }: EmptyPanelProps) {
  return (
    <div className="state-panel">
      <strong>{title}</strong>
      {children}
    </div>
  );
}
