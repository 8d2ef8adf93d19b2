/**
 * Where trainings run. Processes of this machine are the first such place; the supervisor of the jobs knows no other
 * thing of any of them than what stands here: neither processes nor signals.
 */
import type { ParentMessage } from '../../shared/contract/trainer-messages.ts';

/** What an executor needs to find a run again. */
interface RunTicket {
  /** The executor's name. */
  readonly executor: string;
  /** The executor's own name of the run. */
  readonly run: string;
}

/** What a run may take, where the executor can see to it; the folder's spec.json says the same to the trainer. */
export interface RunNeed {
  readonly jobId: number;
  readonly threads: number;
}

export interface RunListener {
  /** What the trainer says, in the form that JSON gives it, unchecked. */
  readonly onMessage: (message: unknown) => void;
}

/**
 * How a run ended, apart from what it said: by itself, well (`ended`) or with an error (`broke-off`); by a fault of the
 * process (`crashed`); killed, or asked to end (`terminated`), by somebody else; for want of memory, as it says itself;
 * not having begun; ended by the executor because nothing was heard of it (`silent`); or not to be found any more.
 */
type RunCause =
  | 'ended'
  | 'broke-off'
  | 'crashed'
  | 'killed'
  | 'terminated'
  | 'out-of-memory'
  | 'never-started'
  | 'silent'
  | 'lost';

export interface RunEnd {
  readonly cause: RunCause;
  /** More of it in a few words, such as "exit code 3" or "its limit is 4096 MB"; empty where there is no more. */
  readonly detail: string;
  /** The last lines of its error output, bounded; empty where there were none. */
  readonly errorOutput: string;
  /** It ran out of memory, or was killed while there was little left. */
  readonly memoryWasShort: boolean;
}

export interface AttachedRun {
  /**
   * Never waits, never throws; a run that is asked to stop or to pause ends, obedient or not, within the executor's limits.
   * One that is asked to finish takes the time that it needs.
   */
  readonly ask: (wish: ParentMessage) => void;
  /** At once. */
  readonly kill: () => void;
  /** Resolves when the run is over and its last words are heard; never rejects. Only this ends a job, never a message. */
  readonly ended: Promise<RunEnd>;
}

export interface Executor {
  readonly name: string;
  /** Whether its runs go on while this program does not run. */
  readonly survivesRestart: boolean;
  /** Whether its runs take the places of `max_concurrent_jobs`. */
  readonly countsSlots: boolean;
  /**
   * Resolves when nothing that an earlier start of the program began in the folder is at work any more: to be called
   * before the folder is made anew or removed.
   */
  readonly clear: (folder: string) => Promise<void>;
  /** `folder`: the job's own, with all that a trainer reads. Rejects, in words, where the run cannot begin. */
  readonly submit: (folder: string, need: RunNeed) => Promise<RunTicket>;
  /** Once for each ticket and start of the program; what was said before is said now. A run that is unknown is lost. */
  readonly attach: (ticket: RunTicket, listener: RunListener) => AttachedRun;
}
