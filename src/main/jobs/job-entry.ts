/** One change of one job in the making: used by the journal, inside its transaction. */
import type { Evaluation } from '../../shared/contract/evaluation.ts';
import type { JobEvent } from '../../shared/contract/events.ts';
import type { JobFacts, LogLevel, LogLine } from '../../shared/contract/job.ts';
import type { EpochReport } from '../../shared/contract/trainer-messages.ts';
import { currentEpochOf, type Job } from '../../shared/domain/job.ts';
import { type JobChange, transitionJob } from '../../shared/domain/job-state.ts';
import type { JobStores } from '../store/job-stores.ts';
import { lastEvent, logEvent, preparedEvent, progressEvent, statusEvent } from './job-events.ts';

export interface JobEntry {
  /** The job as it is after what was entered so far. */
  job(): Job;
  /** Moves the job to another status. */
  change(change: Exclude<JobChange, { kind: 'epoch-reached' }>): void;
  setFacts(facts: Partial<JobFacts>): void;
  /** What its trainer has prepared, which is announced. */
  setEvaluation(evaluation: Evaluation): void;
  addEpoch(report: EpochReport): void;
  addLine(line: LogLine): void;
  log(level: LogLevel, message: string): void;
  /** The last message; after the change that ended the job. */
  finish(finalMetrics: Record<string, unknown>): void;
  /** Writes the newest epoch to the job's row: once for all epochs of a report. */
  writeProgress(): void;
}

export interface JobEntryParts {
  readonly job: Job;
  readonly stores: JobStores;
  readonly now: () => string;
  readonly announce: (event: JobEvent) => void;
}

export function createJobEntry({ job: found, stores, now, announce }: JobEntryParts): JobEntry {
  let job = found;
  let hasNewEpochs = false;
  const addLine = (line: LogLine): void => {
    stores.logs.insertLog(job.id, line);
    announce(logEvent(job, line));
  };
  const setFacts = (facts: Partial<JobFacts>): void => {
    job = { ...job, ...facts };
    stores.jobs.setFacts(job.id, facts);
  };
  return {
    job: () => job,
    change: (change) => {
      job = { ...job, state: transitionJob(job.state, change) };
      stores.jobs.setState(job.id, job.state);
      announce(statusEvent(job, now()));
    },
    setFacts,
    setEvaluation: (evaluation) => {
      setFacts({ evaluation });
      announce(preparedEvent(job, evaluation, now()));
    },
    addEpoch: (report) => {
      const state = transitionJob(job.state, { kind: 'epoch-reached', epoch: report.epoch });
      job = { ...job, state, ...lossesAfter(job, report) };
      hasNewEpochs = true;
      stores.epochs.insertEpoch(job.id, report);
      announce(progressEvent(job, report, now()));
    },
    addLine,
    log: (level, message) => addLine({ timestamp: now(), level, message }),
    finish: (finalMetrics) => announce(lastEvent(job, now(), finalMetrics)),
    writeProgress: () => {
      if (hasNewEpochs) stores.jobs.setProgress(job.id, currentEpochOf(job.state), lossesOf(job));
    },
  };
}

const lossesOf = ({ current_loss, best_val_loss }: Job) => ({ current_loss, best_val_loss });

function lossesAfter({ best_val_loss: best }: Job, { train_loss, val_loss }: EpochReport) {
  const isBetter = val_loss !== null && (best === null || val_loss < best);
  return { current_loss: train_loss, best_val_loss: isBetter ? val_loss : best };
}
