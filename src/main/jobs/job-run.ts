/** One job from its start to its recorded end: folder, process, judgement, record. */
import { setTimeout as delay } from 'node:timers/promises';
import type { JobSpec } from '../../shared/contract/job-spec.ts';
import type { TrainerMessage } from '../../shared/contract/trainer-messages.ts';
import type { Job } from '../../shared/domain/job.ts';
import { afterShutdown } from '../../shared/domain/job-attempts.ts';
import { isUnwritable } from '../files/unwritable.ts';
import type { ModelArtifacts } from '../files/model-artifacts.ts';
import type { BatteryStore } from '../store/battery-store.ts';
import type { JobStores } from '../store/job-stores.ts';
import type { Executor } from '../executors/executor.ts';
import { attendRun } from './attend-run.ts';
import { buildJobSpec } from './build-job-spec.ts';
import { explainFileError } from './explain-file-error.ts';
import { nonsenseWords } from './fault-words.ts';
import type { JobFolders } from './job-folder.ts';
import type { JobJournal } from './job-journal.ts';
import { endAsAsked, type EndRequest, type JobEnd, judgeEnd } from './judge-end.ts';
import { modelOfJob } from './model-of-job.ts';
import { recordOfLoss } from './record-of-loss.ts';
import type { RunLimits } from './run-limits.ts';

export interface JobRun {
  readonly jobId: number;
  /** It runs beside at most so many others; null: as many as may be. */
  readonly maxBeside: number | null;
  /** A stop outranks a shutdown. */
  requestEnd(request: EndRequest): void;
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
  let request: EndRequest | null = null;
  const ending: Ending = {
    request: () => request,
    signal: controller.signal,
    shutdown: shutdown.signal,
    onUnrecordable,
  };
  return {
    jobId: job.id,
    maxBeside: start.maxBeside,
    requestEnd: (asked) => {
      if (request !== 'stop') request = asked;
      controller.abort();
      if (asked === 'shutdown') shutdown.abort();
    },
    recorded: runToRecordedEnd(job, start, parts, ending),
    unrecordable,
  };
}

async function runToRecordedEnd(
  job: Job,
  start: JobStart,
  parts: JobRunParts,
  ending: Ending,
): Promise<void> {
  const { folders, reportError } = parts;
  const record = await recordOfEnd(job, start, parts, ending);
  await folders.removeResults(job.id).catch(reportError);
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

/** Everything up to the end's record, which the caller makes. Never rejects. */
async function recordOfEnd(
  job: Job,
  start: JobStart,
  parts: JobRunParts,
  ending: Ending,
): Promise<() => void> {
  const { journal } = parts;
  const failed =
    (message: string, output = '') =>
    () =>
      journal.recordFailed(job.id, message, output);
  try {
    const spec = buildJobSpec(job, {
      ...parts,
      ...start,
      findBattery: (id) => parts.batteries.findBattery(id),
    });
    const end = await train(job, spec, start, { parts, ending });
    switch (end.kind) {
      case 'succeeded':
        return await adoptModel({ job, spec, message: end.message }, parts, ending);
      case 'failed':
        return failed(end.errorMessage, end.errorOutput);
      case 'stopped':
        return () => journal.recordStopped(job.id);
      case 'lost':
        return recordOfLoss(job.id, { ...end, othersRunning: start.othersRunning() }, parts);
      case 'requeued':
        return () => journal.recordRequeued(job.id, [shutdownWords], afterShutdown);
    }
  } catch (error) {
    return failed(explainFileError('prepare the job', error));
  }
}

async function train(
  job: Job,
  spec: JobSpec,
  { threadLimit }: JobStart,
  { parts, ending }: { readonly parts: JobRunParts; readonly ending: Ending },
): Promise<JobEnd> {
  const { folders } = parts;
  await parts.executor.clear(folders.pathOf(job.id));
  const jobFolder = await folders.prepare(spec, ending.signal).catch((error: unknown) => {
    if (ending.request() === null) throw error;
    return undefined;
  });
  const askedBefore = ending.request();
  if (askedBefore !== null || jobFolder === undefined) return endAsAsked(askedBefore ?? 'stop');
  const need = { jobId: job.id, threads: threadLimit };
  const attended = await attendRun(
    { need, totalEpochs: job.total_epochs, jobFolder },
    { ...parts, endSignal: ending.signal },
  );
  return judgeEnd({ ...attended, endRequest: ending.request() });
}

const shutdownWords = 'The program was ended; the job starts anew when it runs again';

interface Succeeded {
  readonly job: Job;
  readonly spec: JobSpec;
  readonly message: Extract<TrainerMessage, { type: 'succeeded' }>;
}

/** A disk that takes nothing is waited for: the model lies in the job folder until then. */
async function adoptPatiently<Adopted>(
  adopt: () => Promise<Adopted>,
  { limits, reportError }: JobRunParts,
  { signal, onUnrecordable }: Ending,
): Promise<Adopted> {
  for (;;) {
    try {
      return await adopt();
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
async function adoptModel(
  { job, spec, message }: Succeeded,
  parts: JobRunParts,
  ending: Ending,
): Promise<() => void> {
  const { folders, artifacts, journal } = parts;
  const failed = (words: string) => () => journal.recordFailed(job.id, words);
  const path = await folders.findFile(job.id, message.model_file);
  if (path === undefined) {
    return failed(nonsenseWords('said that it succeeded, but its model file is not there'));
  }
  let file: string | undefined;
  try {
    const adopted = await adoptPatiently(() => artifacts.adopt(path, job.id), parts, ending);
    file = adopted.file;
    const record = (): void =>
      journal.recordSucceeded(job.id, modelOfJob({ job, spec, message, ...adopted }));
    return recordOrLater(record);
  } catch (error) {
    if (file !== undefined) await artifacts.remove(file);
    return failed(explainFileError('store the model', error));
  }
}
