/**
 * The only writer of jobs. Each change is one transaction (rows, log lines, events) and is announced after it is
 * committed, so that nobody hears of what a crash could still undo.
 */
import type { Evaluation } from '../../shared/contract/evaluation.ts';
import type { JobEvent } from '../../shared/contract/events.ts';
import type { JobFacts, LogLine } from '../../shared/contract/job.ts';
import type { EpochReport } from '../../shared/contract/trainer-messages.ts';
import { notFound } from '../../shared/domain/app-error.ts';
import { currentEpochOf, type Job } from '../../shared/domain/job.ts';
import { afterPause, afterResume, afterStart, type JobAttempts } from '../../shared/domain/job-attempts.ts';
import { holdsSlot, isHeld } from '../../shared/domain/job-status.ts';
import { resultFacts } from '../../shared/domain/result-facts.ts';
import type { EventHub } from '../events/event-hub.ts';
import type { NewJob } from '../store/job-store.ts';
import type { QueuePlace } from '../store/queue-order.ts';
import type { JobStores } from '../store/job-stores.ts';
import type { ModelStore, NewModel } from '../store/model-store.ts';
import { deletedAtOnce, deleteJob } from './delete-job-rows.ts';
import { createJobEntry, type JobEntry } from './job-entry.ts';
import { createExtendingJob } from './create-extending-job.ts';
import { logEvent, statusEvent } from './job-events.ts';
import { storableEpoch, storableLine } from './storable-report.ts';

export interface TrainerReport {
  readonly epochs: readonly EpochReport[];
  readonly logs: readonly LogLine[];
}

export interface JobJournal {
  create(job: Omit<NewJob, 'created_at'>): Job;
  /**
   * A job that goes on with the training of another that succeeded; it has that one's epochs, and is held until all is
   * there and `recordReady` was called.
   */
  createExtending(other: Job, totalEpochs: number): Promise<Job>;
  recordReady(jobId: number): Job;
  /** Of a job that waits: its priority, or where it stands. */
  recordPlace(jobId: number, place: { readonly priority: number } | QueuePlace): void;
  recordStarted(jobId: number): Job;
  /** Before the stop is carried out: it outlives the program. */
  recordStopAsked(jobId: number): void;
  /** As a stop is: a pause outlives the program, too. */
  recordPauseAsked(jobId: number): void;
  /** Of a job that runs, or that has a checkpoint: it ends after this epoch, or the one that runs. Released where it is held. */
  recordFinishAsked(jobId: number): void;
  /** Its trainer ended with a checkpoint: it waits until it is released. */
  recordPaused(jobId: number): void;
  /** Of a job that waits. */
  recordHeld(jobId: number): void;
  recordReleased(jobId: number): void;
  recordDevice(jobId: number, device: string): void;
  /** Its epochs go on after this one, 0 for the beginning; what is recorded of later ones goes. Answers the last of those. */
  recordResumed(jobId: number, epoch: number): number;
  /** Before the first epoch. */
  recordPrepared(jobId: number, evaluation: Evaluation): void;
  /** Epochs in rising order. */
  recordReport(jobId: number, report: TrainerReport): void;
  /** The model's row and the job's end belong together. */
  recordSucceeded(jobId: number, model: Omit<NewModel, 'created_at'>, endedBy?: JobFacts['ended_by']): void;
  /** `errorOutput`: further words for the log, such as the last lines of a crashed process; empty for none. */
  recordFailed(jobId: number, errorMessage: string, errorOutput?: string): void;
  recordStopped(jobId: number): void;
  /** Back into the queue, with all that it has come to. `attempts`: what is now known of its starts. */
  recordRequeued(
    jobId: number,
    lines: readonly string[],
    attempts: (known: JobAttempts) => JobAttempts,
  ): void;
  /** Ends a job whose row cannot be read; nothing but the row is written. */
  recordUnreadable(jobId: number, errorMessage: string): void;
  /**
   * Removes the job with its history, a little at a time, and what lies elsewhere. Recorded before it begins: what is
   * cut off, and files that cannot be removed now, are left to the next start.
   */
  deleteJob(jobId: number, removeFiles: () => Promise<void>): Promise<void>;
}

export interface JobJournalParts {
  readonly stores: JobStores;
  readonly models: Pick<ModelStore, 'insertModel'>;
  readonly hub: Pick<EventHub, 'publish'>;
  /** UTC, ISO 8601 */
  readonly now: () => string;
}

export function createJobJournal(parts: JobJournalParts): JobJournal {
  const record = recorder(parts);
  return {
    create: (job) => createJob(parts, job),
    createExtending: (other, totalEpochs) =>
      createExtendingJob(other, totalEpochs, parts.stores, (job, state, facts) =>
        createJob(parts, job, (id) => {
          parts.stores.jobs.setState(id, state);
          parts.stores.jobs.setFacts(id, facts);
        }),
      ),
    recordPlace: (jobId, place) =>
      void record(jobId, (entry) => {
        if (typeof place === 'object' && 'priority' in place) entry.setFacts(place);
        else parts.stores.jobs.placeJob(jobId, place);
      }),
    recordReady: (jobId) => record(jobId, (entry) => entry.change({ kind: 'released' })),
    deleteJob: (jobId, removeFiles) => deleteJob(parts.stores, jobId, removeFiles),
    recordUnreadable: (jobId, errorMessage) => {
      const time = parts.now();
      const state = {
        status: 'failed',
        startedAt: time,
        finishedAt: time,
        currentEpoch: 0,
        errorMessage,
      } as const;
      parts.stores.jobs.setState(jobId, state);
    },
    ...progressRecords(parts, record),
    ...holdRecords(parts, record),
    ...endRecords(parts, record),
  };
}

type OwnRecord =
  'recordPlace' | 'create' | 'createExtending' | 'recordReady' | 'deleteJob' | 'recordUnreadable';

function progressRecords(
  { stores, now }: JobJournalParts,
  record: Recorder,
): Omit<JobJournal, OwnRecord | HoldRecord | EndRecord> {
  return {
    recordStarted: (jobId) =>
      record(jobId, (entry) => {
        entry.change({ kind: 'started', at: now() });
        changeAttempts(stores, jobId, afterStart);
        entry.log('INFO', 'Started');
      }),
    recordStopAsked: (jobId) =>
      void record(jobId, () => changeAttempts(stores, jobId, (known) => ({ ...known, isStopAsked: true }))),
    recordResumed: (jobId, epoch) => {
      let lastEpoch = 0;
      record(jobId, (entry) => {
        lastEpoch = currentEpochOf(entry.job().state);
        while (stores.epochs.deleteSomeEpochs(jobId, deletedAtOnce, epoch) > 0);
        if (epoch === 0) entry.setFacts({ current_loss: null, best_val_loss: null });
        entry.change({ kind: 'resumed', epoch });
        changeAttempts(stores, jobId, (known) => afterResume(known, epoch));
      });
      return lastEpoch;
    },
    recordDevice: (jobId, device) => void record(jobId, (entry) => entry.setFacts({ device })),
    recordPrepared: (jobId, evaluation) => void record(jobId, (entry) => entry.setEvaluation(evaluation)),
    recordReport: (jobId, report) =>
      void record(jobId, (entry) => {
        for (const epoch of report.epochs) entry.addEpoch(storableEpoch(epoch));
        for (const line of report.logs) entry.addLine(storableLine(line, now()));
      }),
    recordRequeued: (jobId, lines, attempts) =>
      void record(jobId, (entry) => {
        entry.setFacts({ device: null });
        for (const line of lines) entry.log('WARNING', line);
        changeAttempts(stores, jobId, attempts);
        entry.change({ kind: 'requeued' });
      }),
  };
}

type HoldRecord = 'recordPauseAsked' | 'recordFinishAsked' | 'recordPaused' | 'recordHeld' | 'recordReleased';

function holdRecords({ stores }: JobJournalParts, record: Recorder): Pick<JobJournal, HoldRecord> {
  return {
    recordPauseAsked: (jobId) =>
      void record(jobId, () => changeAttempts(stores, jobId, (known) => ({ ...known, isPauseAsked: true }))),
    recordFinishAsked: (jobId) =>
      void record(jobId, (entry) => {
        const { state, total_epochs: epochs } = entry.job();
        const epoch = currentEpochOf(state);
        changeAttempts(stores, jobId, (known) => ({ ...known, finishAfter: epoch }));
        if (isHeld(state)) entry.change({ kind: 'released' });
        entry.log('INFO', finishWords(epoch, epochs, holdsSlot(state)));
      }),
    recordPaused: (jobId) =>
      void record(jobId, (entry) => {
        entry.setFacts({ device: null });
        entry.change({ kind: 'paused' });
        changeAttempts(stores, jobId, afterPause);
        entry.log('INFO', pausedWords(entry.job()));
      }),
    recordHeld: (jobId) =>
      void record(jobId, (entry) => {
        entry.change({ kind: 'held' });
        entry.log('INFO', pausedWords(entry.job()));
      }),
    recordReleased: (jobId) =>
      void record(jobId, (entry) => {
        entry.change({ kind: 'released' });
        entry.log('INFO', 'Resumed by a request: it waits for its turn');
      }),
  };
}

const finishWords = (epoch: number, epochs: number, isRunning: boolean): string =>
  isRunning
    ? `Asked at epoch ${epoch} of ${epochs} to finish: it ends with the epoch that runs, and its best weights are the model`
    : `Asked to finish at epoch ${epoch} of ${epochs}: when it is its turn, its best weights become the model`;

function pausedWords({ state, total_epochs: epochs }: Job): string {
  const epoch = currentEpochOf(state);
  const where = epoch === 0 ? 'Paused before its first epoch' : `Paused at epoch ${epoch} of ${epochs}`;
  return `${where} by a request: it waits until it is resumed`;
}

type EndRecord = 'recordSucceeded' | 'recordFailed' | 'recordStopped';

function endRecords({ stores, models, now }: JobJournalParts, record: Recorder): Pick<JobJournal, EndRecord> {
  return {
    recordSucceeded: (jobId, model, endedBy = 'epochs') =>
      void record(jobId, (entry) => {
        const modelId = models.insertModel({ ...model, created_at: now() });
        entry.log('INFO', `Succeeded: model ${modelId} "${model.name}"`);
        entry.setFacts({ ...resultFacts(model.metrics), ended_by: endedBy });
        entry.change({ kind: 'succeeded', at: now(), modelId });
        entry.finish({ ...model.metrics });
        stores.attempts.deleteAttempts(jobId);
      }),
    recordFailed: (jobId, errorMessage, errorOutput = '') =>
      void record(jobId, (entry) => {
        if (errorOutput !== '') entry.log('ERROR', errorOutput);
        entry.log('ERROR', errorMessage);
        entry.change({ kind: 'failed', at: now(), errorMessage });
        entry.finish({});
        stores.attempts.deleteAttempts(jobId);
      }),
    recordStopped: (jobId) =>
      void record(jobId, (entry) => {
        entry.log('INFO', 'Stopped');
        entry.change({ kind: 'stopped', at: now() });
        entry.finish({});
        stores.attempts.deleteAttempts(jobId);
      }),
  };
}

function changeAttempts(
  { attempts }: JobStores,
  jobId: number,
  change: (known: JobAttempts) => JobAttempts,
): void {
  attempts.saveAttempts(jobId, change(attempts.findAttempts(jobId)));
}

type Recorder = (jobId: number, write: (entry: JobEntry) => void) => Job;

/** One change: writes inside a transaction, then publishes what the entry announced; answers the job as it then is. */
function recorder({ stores, hub, now }: JobJournalParts): Recorder {
  return (jobId, write) => {
    const events: JobEvent[] = [];
    const { job, sequenced } = stores.inTransaction(() => {
      const found = stores.jobs.findJob(jobId);
      if (!found) throw notFound('Training job', jobId);
      const entry = createJobEntry({ job: found, stores, now, announce: (event) => events.push(event) });
      write(entry);
      entry.writeProgress();
      return { job: entry.job(), sequenced: events.map((event) => stores.events.appendEvent(event)) };
    });
    hub.publish(sequenced);
    return job;
  };
}

function createJob(
  { stores, hub, now }: JobJournalParts,
  newJob: Omit<NewJob, 'created_at'>,
  complete: (id: number) => void = () => undefined,
): Job {
  const createdAt = now();
  const { job, sequenced } = stores.inTransaction(() => {
    const id = stores.jobs.insertJob({ ...newJob, created_at: createdAt });
    complete(id);
    const inserted = stores.jobs.findJob(id);
    if (!inserted) throw new Error(`job ${id} is not there although it was just inserted`);
    const line: LogLine = { timestamp: createdAt, level: 'INFO', message: queuedWords(inserted) };
    stores.logs.insertLog(id, line);
    const events = [statusEvent(inserted, createdAt), logEvent(inserted, line)];
    return { job: inserted, sequenced: events.map((event) => stores.events.appendEvent(event)) };
  });
  hub.publish(sequenced);
  return job;
}

function queuedWords({ algorithm, total_epochs: epochs, cell_count: count, ...job }: Job): string {
  const batteries = count === 1 ? '1 battery' : `${count} batteries`;
  const other = job.extends_job_id;
  const goesOn = other === null ? '' : `, goes on after epoch ${currentEpochOf(job.state)} of job ${other}`;
  return `Queued: ${algorithm}, ${epochs} epochs, ${batteries}${goesOn}`;
}
