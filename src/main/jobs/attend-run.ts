/** Attends one run of a job from its start until it is over. */
import type { ParentMessage } from '../../shared/contract/trainer-messages.ts';
import type { AttachedRun, Executor, RunEnd, RunNeed } from '../executors/executor.ts';
import type { JobJournal } from './job-journal.ts';
import type { RunLimits } from './run-limits.ts';
import type { Conversation } from './trainer-conversation.ts';
import { type ListenerRecord, listenToTrainer } from './trainer-listener.ts';

export interface AttendedJob {
  readonly need: RunNeed;
  readonly totalEpochs: number;
  readonly jobFolder: string;
}

export interface AttendParts {
  readonly journal: Pick<JobJournal, ListenerRecord>;
  readonly executor: Executor;
  readonly limits: RunLimits;
  /** Aborted when the run shall end, at once or with a checkpoint first. */
  readonly endSignal: AbortSignal;
  readonly wish: () => 'stop' | 'pause';
  /** Told once when the run shall end with what it has come to, also where that was wished for before. */
  readonly onFinishWished: (listener: (wish: ParentMessage) => void) => void;
  /** Told how many threads it may have, and whenever that changes. */
  readonly onThreadsGranted: (listener: (count: number) => void) => void;
}

export interface AttendedEnd {
  readonly end: RunEnd;
  readonly conversation: Conversation;
  readonly fault: string | null;
}

/** Never rejects. */
export async function attendRun(job: AttendedJob, parts: AttendParts): Promise<AttendedEnd> {
  const { limits, endSignal, wish } = parts;
  let run: AttachedRun | undefined;
  let linger: NodeJS.Timeout | undefined;
  const askToStop = (): void => run?.ask({ type: 'stop' });
  const askToEnd = (): void => run?.ask({ type: wish() });
  const listener = listenToTrainer({
    ...parts,
    jobId: job.need.jobId,
    totalEpochs: job.totalEpochs,
    onFault: () => run?.kill(),
    onConclusion: () => {
      linger = setTimeout(askToStop, limits.lingerLimitMs);
    },
  });
  endSignal.addEventListener('abort', askToEnd, { once: true });
  const end = await parts.executor
    .submit(job.jobFolder, job.need)
    .then((ticket) => {
      run = parts.executor.attach(ticket, listener);
      parts.onFinishWished((finish) => run?.ask(finish));
      parts.onThreadsGranted((count) => run?.ask({ type: 'threads', count }));
      if (endSignal.aborted) askToEnd();
      return run.ended;
    })
    .catch(neverStarted);
  endSignal.removeEventListener('abort', askToEnd);
  clearTimeout(linger);
  return { end, ...(await listener.end()) };
}

const neverStarted = (error: unknown): RunEnd => ({
  cause: 'never-started',
  detail: error instanceof Error ? error.message : String(error),
  errorOutput: '',
  memoryWasShort: false,
});
