/** A page that dies is opened again; one that keeps dying is left, with words, since the jobs do not need it. */
import type { WebContents } from 'electron';

export interface CrashParts {
  readonly reopen: () => void;
  readonly giveUp: () => void;
  readonly report: (details: object, message: string) => void;
  readonly nowMs: () => number;
}

const crashLimit = 3;
const withinMs = 60_000;

/** Answers what to call for each new page; crashes are counted over all of them. */
export function createCrashWatch(parts: CrashParts): (contents: Pick<WebContents, 'on'>) => void {
  let crashedAtMs: readonly number[] = [];
  return (contents) => {
    contents.on('render-process-gone', (_event, { reason, exitCode }) => {
      if (reason === 'clean-exit') return;
      parts.report({ reason, exitCode }, 'the page ended unexpectedly');
      const nowMs = parts.nowMs();
      crashedAtMs = [...crashedAtMs.filter((atMs) => nowMs - atMs < withinMs), nowMs];
      if (crashedAtMs.length < crashLimit) parts.reopen();
      else parts.giveUp();
    });
  };
}
