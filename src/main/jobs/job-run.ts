/** One job from its start to its recorded end: folder, process, judgement, record. */
import { setTimeout as delay } from 'node:timers/promises';
import type { JobSpec } from '../../shared/contract/job-spec.ts';
import type { ParentMessage, TrainerMessage } from '../../shared/contract/trainer-messages.ts';
import type { Job } from '../../shared/domain/job.ts';
import { usefulThreads } from '../../shared/domain/useful-threads.ts';
import { afterShutdown } from '../../shared/domain/job-attempts.ts';
import { isUnwritable } from '../../shared/domain/storage-fault.ts';
import type { ModelArtifacts } from '../files/model-artifacts.ts';
import type { BatteryStore } from '../store/battery-store.ts';
import type { JobStores } from '../store/job-stores.ts';
import type { Executor } from '../executors/executor.ts';
import { attendRun } from './attend-run.ts';
import { buildJobSpec } from './build-job-spec.ts';
import { explainFileError } from './explain-file-error.ts';
import { nonsenseWords } from './fault-words.ts';
import { checkpointFile, type JobFolders } from './job-folder.ts';
import type { JobJournal } from './job-journal.ts';
import { endAsAsked, endsAsAsked, type EndRequest, type JobEnd, judgeEnd } from './judge-end.ts';
import { modelOfJob } from './model-of-job.ts';
import { recordDamagedSpec } from './record-damaged-spec.ts';
import { recordOfLoss } from './record-of-loss.ts';
import type { RunLimits } from './run-limits.ts';
import { createThreadGrant } from './thread-grant.ts';

export interface JobRun {
  readonly jobId: number;
  /** It runs beside at most so many others; null: as many as may be. */
  readonly maxBeside: number | null;
  /** The most that it could use. */
  readonly usefulThreads: number;
  /** From now on it may use so many. */
  grantThreads(count: number): void;
  /** A stop outranks a pause, and that a shutdown. */
  requestEnd(request: EndRequest): void;
  /** It ends by itself, after this epoch or the one that runs, with what it has come to. */
  finish(afterEpoch: number): void;
  /** What was asked of it, and stands. */
  endRequest(): EndRequest | null;
  /** Resolves when the process is gone and the end is recorded; never rejects. */
  readonly recorded: Promise<void>;
  /** Resolves with why the end could not be recorded at the first attempt; others follow. Else it stays open. */
  readonly unrecordable: Promise<unknown>;
}

export interface JobRunParts {
  readonly stores: Pick<JobStores, 'attempts'>;
  readonly journal: JobJournal;
  readonly folders: JobFolders;
  readonly artifacts: Pick<ModelArtifacts, 'adopt' | 'remove'>;
  readonly batteries: Pick<BatteryStore, 'findBattery'>;
  readonly executor: Executor;
  readonly programVersion: string;
  /** Whether a job that succeeds leaves its last checkpoint. */
  readonly keepCheckpoints: () => boolean;
  /** UTC, ISO 8601 */
  readonly now: () => string;
  readonly limits: RunLimits;
  /** Told what went wrong inside the program; the job goes on or is retried. */
  readonly reportError: (error: unknown) => void;
}

export interface JobStart {
  readonly threadLimit: number;
  readonly maxBeside: number | null;
  /** Now. */
  readonly othersRunning: () => number;
}

interface Ending {
  readonly request: () => EndRequest | null;
  readonly wish: () => 'stop' | 'pause';
  readonly onFinishWished: (listener: (wish: ParentMessage) => void) => void;
  readonly onThreadsGranted: (listener: (count: number) => void) => void;
  readonly signal: AbortSignal;
  /** Aborted when the program shuts down, whatever was asked before. */
  readonly shutdown: AbortSignal;
  readonly onUnrecordable: (error: unknown) => void;
}

/** `job` is recorded as running already. */
export function startJobRun(job: Job, start: JobStart, parts: JobRunParts): JobRun {
  const controller = new AbortController();
  const shutdown = new AbortController();
  const { promise: unrecordable, resolve: onUnrecordable } = Promise.withResolvers<unknown>();
  const finishing = Promise.withResolvers<number>();
  const threads = createThreadGrant();
  let request: EndRequest | null = null;
  const { finishAfter } = parts.stores.attempts.findAttempts(job.id);
  if (finishAfter !== null) finishing.resolve(finishAfter);
  const ending: Ending = {
    request: () => request,
    wish: () => (request === 'stop' ? 'stop' : 'pause'),
    onFinishWished: (listener) =>
      void finishing.promise.then((after_epoch) => listener({ type: 'finish', after_epoch })),
    onThreadsGranted: threads.listen,
    signal: controller.signal,
    shutdown: shutdown.signal,
    onUnrecordable,
  };
  return {
    jobId: job.id,
    maxBeside: start.maxBeside,
    usefulThreads: usefulThreads(job),
    grantThreads: threads.set,
    requestEnd: (asked) => {
      request = strongerOf(request, asked);
      controller.abort();
      if (asked === 'shutdown') shutdown.abort();
    },
    finish: finishing.resolve,
    endRequest: () => request,
    recorded: runToRecordedEnd(job, start, parts, ending),
    unrecordable,
  };
}

const byStrength: readonly EndRequest[] = ['shutdown', 'pause', 'stop'];

const strongerOf = (known: EndRequest | null, asked: EndRequest): EndRequest =>
  known !== null && byStrength.indexOf(known) > byStrength.indexOf(asked) ? known : asked;

async function runToRecordedEnd(
  job: Job,
  start: JobStart,
  parts: JobRunParts,
  ending: Ending,
): Promise<void> {
  const { folders, reportError } = parts;
  const { record, goesOn, kept } = await recordOfEnd(job, start, parts, ending);
  if (!goesOn) await folders.removeResults(job.id, kept).catch(reportError);
  for (;;) {
    try {
      record();
      return;
    } catch (error) {
      reportError(error);
      ending.onUnrecordable(error);
    }
    // What a program that shuts down cannot record, the next start puts right.
    if (ending.shutdown.aborted) return;
    await delay(parts.limits.retryMs, undefined, { signal: ending.shutdown }).catch(() => undefined);
  }
}

interface RecordOfEnd {
  readonly record: () => void;
  /** The job may start again, from what its folder holds. */
  readonly goesOn: boolean;
  /** What of its folder outlives it. */
  readonly kept?: string;
}

const final = (record: () => void): RecordOfEnd => ({ record, goesOn: false });

/** Everything up to the end's record, which the caller makes. Never rejects. */
async function recordOfEnd(
  job: Job,
  start: JobStart,
  parts: JobRunParts,
  ending: Ending,
): Promise<RecordOfEnd> {
  const { journal } = parts;
  const failed = (message: string, output = '') => final(() => journal.recordFailed(job.id, message, output));
  try {
    const { spec, end } = await train(job, start, parts, ending);
    switch (end.kind) {
      case 'succeeded':
        return await recordOfModel({ job, spec, message: end.message }, parts, ending);
      case 'failed':
        return failed(end.errorMessage, end.errorOutput);
      case 'lost':
        return {
          record: recordOfLoss(job.id, { ...end, othersRunning: start.othersRunning() }, parts),
          goesOn: true,
        };
      case 'stopped':
      case 'paused':
      case 'requeued':
        return recordAsAsked[end.kind](job.id, journal);
    }
  } catch (error) {
    return failed(explainFileError('prepare the job', error));
  }
}

/** What was asked for is what is recorded. */
const recordAsAsked: Readonly<
  Record<'stopped' | 'paused' | 'requeued', (jobId: number, journal: JobJournal) => RecordOfEnd>
> = {
  stopped: (jobId, journal) => final(() => journal.recordStopped(jobId)),
  paused: (jobId, journal) => ({ record: () => journal.recordPaused(jobId), goesOn: true }),
  requeued: (jobId, journal) => ({
    record: () => journal.recordRequeued(jobId, [shutdownWords], afterShutdown),
    goesOn: true,
  }),
};

interface Trained {
  /** What the trainer was told. */
  readonly spec: JobSpec;
  readonly end: JobEnd;
}

async function train(job: Job, start: JobStart, parts: JobRunParts, ending: Ending): Promise<Trained> {
  const { folders } = parts;
  const findBattery = (id: number) => parts.batteries.findBattery(id);
  const keepCheckpoint = parts.keepCheckpoints();
  const { threadLimit } = start;
  const wanted = buildJobSpec(job, { ...parts, threadLimit, findBattery, keepCheckpoint });
  await parts.executor.clear(folders.pathOf(job.id));
  const prepare = async (): ReturnType<typeof folders.prepare> => {
    if (job.extends_job_id !== null) {
      await folders.goOnFrom(job.extends_job_id, job.id, job.total_epochs);
    }
    return folders.prepare(wanted, ending.signal);
  };
  const prepared = await patiently(prepare, parts, ending).catch((error: unknown) => {
    if (ending.request() === null) throw error;
    return undefined;
  });
  const askedBefore = ending.request();
  if (askedBefore !== null || prepared === undefined) {
    return { spec: wanted, end: endAsAsked(askedBefore ?? 'stop') };
  }
  const { path: jobFolder, spec, wasDamaged } = prepared;
  if (wasDamaged) recordDamagedSpec(job.id, parts);
  const need = { jobId: job.id, threads: threadLimit };
  const attended = await attendRun(
    { need, totalEpochs: job.total_epochs, jobFolder },
    { ...parts, ...ending, endSignal: ending.signal },
  );
  return { spec, end: judgeEnd({ ...attended, endRequest: ending.request() }) };
}

const shutdownWords = 'The program was ended; the job goes on when it runs again';

interface Succeeded {
  readonly job: Job;
  readonly spec: JobSpec;
  readonly message: Extract<TrainerMessage, { type: 'succeeded' }>;
}

/** A disk that takes nothing is waited for, until the run shall end. */
async function patiently<Result>(
  work: () => Promise<Result>,
  { limits, reportError }: JobRunParts,
  { signal, onUnrecordable }: Ending,
): Promise<Result> {
  for (;;) {
    try {
      return await work();
    } catch (error) {
      if (!isUnwritable(error) || signal.aborted) throw error;
      reportError(error);
      onUnrecordable(error);
      await delay(limits.retryMs, undefined, { signal }).catch(() => undefined);
    }
  }
}

/** A row that finds no room is written when there is some, by whoever records the end. */
function recordOrLater(record: () => void): () => void {
  try {
    record();
    return () => undefined;
  } catch (error) {
    if (!isUnwritable(error)) throw error;
    return record;
  }
}

/** The file first, then row and end in one transaction; when either cannot be, neither is. */
async function recordOfModel(
  { job, spec, message }: Succeeded,
  parts: JobRunParts,
  ending: Ending,
): Promise<RecordOfEnd> {
  const { folders, artifacts, journal } = parts;
  const failed = (words: string): RecordOfEnd => final(() => journal.recordFailed(job.id, words));
  const path = await folders.findFile(job.id, message.model_file);
  if (path === undefined) {
    return failed(nonsenseWords('said that it succeeded, but its model file is not there'));
  }
  let file: string | undefined;
  try {
    const adopted = await patiently(() => artifacts.adopt(path, job.id), parts, ending);
    file = adopted.file;
    const record = (): void =>
      journal.recordSucceeded(job.id, modelOfJob({ job, spec, message, ...adopted }), message.ended_by);
    const kept = spec.keep_checkpoint ? { kept: checkpointFile } : {};
    return { ...final(recordOrLater(record)), ...kept };
  } catch (error) {
    if (file !== undefined) await artifacts.remove(file);
    // Asked to end while it waited for room: what the folder holds of the training makes it again.
    const request = ending.request();
    if (isUnwritable(error) && request !== null) return recordAsAsked[endsAsAsked[request]](job.id, journal);
    return failed(explainFileError('store the model', error));
  }
}
