/** The lines of the log that are on the screen. */
import { useVirtualizer } from '@tanstack/react-virtual';
import { useEffect, useRef } from 'react';
import type { LogLine } from '../../../../shared/contract/job.ts';
import { EmptyPanel, FailurePanel } from '../../components/states.tsx';
import { timeOfDay, wholeTime } from '../../words/time.ts';
import { lineAt } from '../../state/log-book.ts';
import { stores, useLog, useLogSearch } from '../../state/page-stores.ts';

const lineHeight = 20;

interface LogLinesProps {
  readonly isFollowing: boolean;
  readonly onFollowing: (isFollowing: boolean) => void;
}

export function LogLines(props: LogLinesProps) {
  const { book, loading, jobId, level } = useLog();
  if (loading.phase === 'failed') {
    const retry = (): void => {
      if (jobId !== null) stores().log.open(jobId, level);
    };
    return <FailurePanel what="The log could not be read" error={loading.error} onRetry={retry} />;
  }
  if (loading.phase === 'ready' && book.total === 0) {
    return <EmptyPanel title={level === null ? 'Nothing logged yet' : `No line of level ${level}`} />;
  }
  return <ShownLines {...props} />;
}

function ShownLines({ isFollowing, onFollowing }: LogLinesProps) {
  const { book } = useLog();
  const { text, found, current } = useLogSearch();
  const scroller = useRef<HTMLDivElement>(null);
  const virtual = useVirtualizer({
    count: book.total,
    getScrollElement: () => scroller.current,
    estimateSize: () => lineHeight,
    overscan: 20,
  });
  const shown = virtual.getVirtualItems();
  const first = shown[0]?.index ?? 0;
  const last = shown.at(-1)?.index ?? 0;
  useEffect(() => stores().log.want(first, last), [first, last, book.total]);
  useEffect(() => {
    if (isFollowing && book.total > 0) virtual.scrollToIndex(book.total - 1, { align: 'end' });
  }, [isFollowing, book.total, virtual]);
  const currentLine = text === '' ? undefined : found[current];
  useEffect(() => {
    if (currentLine === undefined) return;
    onFollowing(false);
    virtual.scrollToIndex(currentLine, { align: 'center' });
  }, [currentLine, onFollowing, virtual]);

  return (
    <div
      className="log-lines"
      ref={scroller}
      role="log"
      aria-label="Log lines"
      aria-live="off"
      tabIndex={0}
      onWheel={(event) => {
        if (event.deltaY < 0) onFollowing(false);
      }}
    >
      <div style={{ height: virtual.getTotalSize(), position: 'relative' }}>
        {shown.map(({ index, start, key }) => (
          <div
            key={key}
            data-index={index}
            ref={virtual.measureElement}
            className={classOf(found.includes(index), index === currentLine)}
            style={{ transform: `translateY(${start}px)` }}
          >
            <Line line={lineAt(book, index)} />
          </div>
        ))}
      </div>
    </div>
  );
}

function classOf(isFound: boolean, isCurrent: boolean): string {
  return ['log-line', isFound ? 'log-found' : '', isCurrent ? 'log-current' : ''].join(' ').trim();
}

function Line({ line }: { readonly line: LogLine | undefined }) {
  if (!line) return <span className="dim">…</span>;
  return (
    <>
      <time className="dim" dateTime={line.timestamp} title={wholeTime(line.timestamp)}>
        {timeOfDay(line.timestamp)}
      </time>
      <span className={`level-${line.level}`}>{line.level}</span>
      <span>{line.message}</span>
    </>
  );
}
