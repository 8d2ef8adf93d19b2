/** The log: level filter, search, follow, copy; only the lines on the screen are in the page. */
import { Button, NativeSelect, Switch, TextInput } from '@mantine/core';
import { useState } from 'react';
import { logLevelSchema } from '../../../../shared/contract/job.ts';
import { Icon } from '../../components/icon.tsx';
import { count, plural } from '../../words/number.ts';
import { useShortcuts } from '../../routing/shortcuts.ts';
import type { JobEntry } from '../../state/job-entry.ts';
import { copyLog, saveLog, stopReading, useLogReading } from '../../actions/save-log.ts';
import { LogLines } from './log-lines.tsx';
import { stores, useLog, useLogSearch } from '../../state/page-stores.ts';

export function LogPanel({ job }: { readonly job: JobEntry }) {
  const [isFollowing, setFollowing] = useState(true);
  return (
    <section className="job-log" aria-label="Log">
      <div className="log-tools">
        <h2>Log</h2>
        <LevelFilter job={job} />
        <LogSearch />
        <div className="grow" />
        <Switch
          label="Follow"
          checked={isFollowing}
          onChange={(event) => setFollowing(event.currentTarget.checked)}
        />
        <SaveButtons jobId={job.id} />
      </div>
      <LogLines isFollowing={isFollowing} onFollowing={setFollowing} />
    </section>
  );
}

/** A log of a million lines takes a while to read: the share that is there stands on the button that ends it. */
function SaveButtons({ jobId }: { readonly jobId: number }) {
  const { share } = useLogReading();
  if (share !== null) {
    return (
      <Button variant="default" onClick={stopReading}>
        Reading {Math.round(share * 100)} %: stop
      </Button>
    );
  }
  return (
    <>
      <Button variant="default" onClick={() => void copyLog(jobId)}>
        Copy
      </Button>
      <Button variant="default" onClick={() => void saveLog(jobId)}>
        Save
      </Button>
    </>
  );
}

function LevelFilter({ job }: { readonly job: JobEntry }) {
  const { level, book } = useLog();
  const levels = logLevelSchema.options;
  return (
    <>
      <NativeSelect
        aria-label="Level"
        w={120}
        value={level ?? ''}
        data={[{ value: '', label: 'All levels' }, ...levels.map((one) => ({ value: one, label: one }))]}
        onChange={(event) => {
          const chosen = logLevelSchema.safeParse(event.currentTarget.value);
          stores().log.open(job.id, chosen.success ? chosen.data : null);
        }}
      />
      <span className="dim">{plural(book.total, 'line')}</span>
    </>
  );
}

function LogSearch() {
  const { text, found, current, searchedLines } = useLogSearch();
  const total = useLog(({ book }) => book.total);
  const [input, setInput] = useState<HTMLInputElement | null>(null);
  useShortcuts({ '/': () => input?.focus() });
  return (
    <>
      <TextInput
        ref={setInput}
        type="search"
        w={180}
        placeholder="Search the log"
        aria-label="Search the log"
        leftSection={<Icon name="search" />}
        value={text}
        onChange={(event) => stores().logSearch.search(event.currentTarget.value, 0)}
        onKeyDown={(event) => {
          if (event.key === 'Enter') stores().logSearch.search(text, current + (event.shiftKey ? -1 : 1));
          if (event.key === 'Escape') stores().logSearch.search('', 0);
        }}
      />
      {text === '' ? null : (
        <span className="dim" role="status">
          {found.length === 0 ? 'nothing found' : `${count(current + 1)} of ${count(found.length)}`}
          {searchedLines < total ? ` in ${count(searchedLines)} lines so far` : ''}
        </span>
      )}
    </>
  );
}
