/** Files that wait, that need columns named, or that cannot be read: the reason in sight, and the way out beside it. */
import { Button } from '@mantine/core';
import type { ClientError } from '../../client/client-error.ts';
import { TraceId } from '../../components/states.tsx';
import { stores } from '../../state/page-stores.ts';
import type { ReviewedFile } from '../../state/reviewed-file.ts';
import { bytes, plural } from '../../words/number.ts';
import { ColumnsPanel } from './columns-panel.tsx';
import { ReadingMark } from './reading-mark.tsx';
import { Repairs } from './file-details.tsx';

export function FilesWithoutCells({ files }: { readonly files: readonly ReviewedFile[] }) {
  const failed = files.filter(({ phase, preview }) => phase === 'failed' || preview?.refused);
  const waiting = files.filter((one) => !failed.includes(one));
  return (
    <>
      {failed.length > 0 ? (
        <section className="panel review-group" aria-label="Not importable yet">
          <h2>{plural(failed.length, 'file')} not importable yet</h2>
          {failed.map((one) => (
            <FailedFile key={one.id} one={one} />
          ))}
        </section>
      ) : null}
      {waiting.length > 0 ? (
        <section className="panel review-group" aria-label="Being read">
          <div className="row">
            <ReadingMark name={plural(waiting.length, 'file')} />
            <span className="clip">
              Reading{' '}
              {waiting
                .slice(0, 3)
                .map(({ file }) => file.name)
                .join(', ')}
              {waiting.length > 3 ? ` and ${plural(waiting.length - 3, 'more', 'more')}` : ''}
            </span>
          </div>
        </section>
      ) : null}
    </>
  );
}

function FailedFile({ one }: { readonly one: ReviewedFile }) {
  const { file, preview, error } = one;
  const refusal = preview?.refused ?? error;
  const hasTables = (preview?.tables.length ?? 0) > 0;
  const isBeingRead = one.phase === 'waiting' || one.phase === 'reading';
  return (
    <div className="review-failed">
      <div className="row">
        <strong className="clip" title={file.name}>
          {file.name}
        </strong>
        <span className="dim">{bytes(file.size)}</span>
        {isBeingRead ? <ReadingMark name={file.name} /> : null}
      </div>
      {refusal ? <Refusal message={refusal.message} details={refusal.details} /> : null}
      <Repairs one={one} />
      {hasTables ? <ColumnsPanel one={one} /> : <TryAgain one={one} />}
      {error ? <TraceId traceId={error.traceId} /> : null}
    </div>
  );
}

function Refusal({ message, details }: Pick<ClientError, 'message' | 'details'>) {
  return (
    <>
      <span className="bad">{message}</span>
      {details.map(({ field, issue }) => (
        <span key={field + issue}>{issue}</span>
      ))}
    </>
  );
}

function TryAgain({ one }: { readonly one: ReviewedFile }) {
  const skips = one.skippedRepairs.length > 0;
  return (
    <div className="row">
      <Button
        variant="default"
        onClick={() =>
          skips
            ? stores().review.change([one.id], { skippedRepairs: [] })
            : stores().review.readAgain([one.id])
        }
      >
        {skips ? 'Try again with every repair' : 'Try again'}
      </Button>
      <Button variant="default" onClick={() => stores().review.forget([one.id])}>
        Leave it out
      </Button>
    </div>
  );
}
