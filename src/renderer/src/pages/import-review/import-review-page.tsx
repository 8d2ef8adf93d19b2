/** Every batch of files is looked at here before anything of it is stored. */
import { Button } from '@mantine/core';
import { useMemo } from 'react';
import { filesInWords } from '../../../../shared/contract/formats.ts';
import { FilePicker } from '../../components/file-picker.tsx';
import { Page } from '../../components/page.tsx';
import { EmptyPanel } from '../../components/states.tsx';
import { cellsOf, groupFiles, guessedNominals } from '../../forms/review-groups.ts';
import { emptyNewJob, hrefOf } from '../../routing/route.ts';
import { goTo } from '../../routing/use-route.ts';
import { stores, useReview } from '../../state/page-stores.ts';
import type { ReviewedFile } from '../../state/reviewed-file.ts';
import { plural } from '../../words/number.ts';
import { reviewInWords } from '../../words/review.ts';
import { FilesWithoutCells } from './files-without-cells.tsx';
import { GroupSection } from './group-section.tsx';

export function ImportReviewPage() {
  const { files } = useReview();
  const groups = useMemo(() => groupFiles(files), [files]);
  return (
    <Page
      title="Import review"
      facts={files.length > 0 ? reviewInWords(files) : null}
      actions={<Actions files={files} />}
    >
      {files.length === 0 ? (
        <EmptyPanel title="Nothing to review">
          <span>Drop files anywhere in this window: {filesInWords()}.</span>
          <FilePicker label="Choose files" onFiles={(chosen) => stores().review.start(chosen)} />
          <a href={hrefOf({ page: 'batteries' })}>All cells</a>
        </EmptyPanel>
      ) : (
        <div className="page-body review" tabIndex={0} role="region" aria-label="Files">
          <Progress files={files} />
          <FilesWithoutCells files={files.filter((one) => cellsOf(one).length === 0)} />
          {groups.map((group) => (
            <GroupSection key={group.key} group={group} />
          ))}
        </div>
      )}
    </Page>
  );
}

/** How far a batch is, where it takes a while. */
function Progress({ files }: { readonly files: readonly ReviewedFile[] }) {
  const isImport = files.some(({ phase }) => phase === 'importing');
  const open = files.filter(({ phase }) => ['waiting', 'reading', 'importing'].includes(phase)).length;
  if (open === 0) return null;
  const total = files.length;
  return (
    <div className="bar">
      <div
        className="bar-track"
        role="progressbar"
        aria-label={isImport ? 'Files imported' : 'Files read'}
        aria-valuemin={0}
        aria-valuemax={total}
        aria-valuenow={total - open}
      >
        <div className="bar-fill" style={{ width: `${(100 * (total - open)) / total}%` }} />
      </div>
      <span>
        {total - open} of {plural(total, 'file')} {isImport ? 'imported' : 'read'}
      </span>
    </div>
  );
}

function Actions({ files }: { readonly files: readonly ReviewedFile[] }) {
  if (files.length === 0) return null;
  const cellIds = [...new Set(files.flatMap(({ cells }) => cells.map(({ id }) => id)))];
  return (
    <>
      <Button variant="default" onClick={() => stores().review.clear()}>
        {cellIds.length > 0 ? 'Done' : 'Discard'}
      </Button>
      <FilePicker label="Add files" variant="default" onFiles={(chosen) => stores().review.start(chosen)} />
      <ImportButton files={files} />
      {cellIds.length > 0 ? (
        <Button
          onClick={() => {
            stores().review.clear();
            goTo({ ...emptyNewJob, page: 'new-job', likeJobId: null, batteryIds: cellIds });
          }}
        >
          Train on {cellIds.length === 1 ? 'this cell' : `these ${plural(cellIds.length, 'cell')}`}
        </Button>
      ) : null}
    </>
  );
}

function ImportButton({ files }: { readonly files: readonly ReviewedFile[] }) {
  const ready = files.filter((one) => one.isChosen && one.phase !== 'imported' && cellsOf(one).length > 0);
  if (ready.length === 0) return null;
  // One that is read again has answers already; what is stored follows from them.
  const isBusy = files.some(
    (one) => one.phase === 'importing' || (one.phase !== 'failed' && one.preview === null),
  );
  const isOpen = guessedNominals(ready).length > 0;
  const why = isOpen
    ? 'First answer for each group: which nominal capacity?'
    : isBusy
      ? 'Files are still being read'
      : null;
  const cellCount = ready.reduce((sum, one) => sum + cellsOf(one).length, 0);
  return (
    <Button
      disabled={why !== null}
      {...(why === null ? {} : { title: why })}
      onClick={() => stores().review.importFiles(ready.map(({ id }) => id))}
    >
      Import {plural(cellCount, 'cell')}
    </Button>
  );
}
