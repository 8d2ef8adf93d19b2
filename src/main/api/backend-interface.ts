/** What the transports and the host need from the rest of the program; `backend.ts` builds it. */
import type { ChangeMessage, JobEvent, SequencedEvent } from '../../shared/contract/events.ts';
import type { Handlers, InputChecks } from '../../shared/contract/operations.ts';
import type { RecoveryChoice } from '../files/judge-data-folder.ts';
import type { StartChild } from '../processes/child.ts';
import type { ProgramSettings } from '../settings/program-settings.ts';

/**
 * Live news of jobs. All three answer at once, without awaiting: called in the same tick they fit together without a
 * gap, and the sequence numbers tell what the state already contains.
 */
export interface JobFeed {
  /** The job's present state as a `status` message, with the sequence number of the newest event it contains. */
  currentState(jobId: number): SequencedEvent | undefined;
  /** The message that ended the job (`complete`, `error`, `stopped`); undefined while it is not over. */
  lastMessage(jobId: number): JobEvent | undefined;
  /** Calls the listener with every event of the job from now on; answers how to end that. */
  subscribe(jobId: number, listener: (event: SequencedEvent) => void): () => void;
}

/** Everything that happens to jobs, in one order, for those who were away as well. */
export interface EventFeed {
  /** 0 when nothing happened yet. */
  lastSequence(): number;
  /** First what came after the sequence number, then live; nothing missing, nothing twice. Answers how to end it. */
  subscribeFrom(sequence: number, listener: (event: SequencedEvent) => void): () => void;
  /** From now on tells which collections changed otherwise than by these events. Answers how to end it. */
  subscribeToChanges(listener: (message: ChangeMessage) => void): () => void;
}

export interface BackendOptions {
  /** Exists, is writable, and belongs to this program alone. */
  readonly dataDir: string;
  readonly settings: ProgramSettings;
  /** Folder of the built programs that it forks: `trainer.js`, `importer.js`, `predictor.js`. */
  readonly programDir: string;
  readonly log: BackendLog;
  /** What the user asked of this start where the folder and its database do not go together; nothing unless given. */
  readonly recovery?: RecoveryChoice | undefined;
  /** How its child processes are started; Node's fork unless given. */
  readonly startChild?: StartChild | undefined;
}

interface BackendLog {
  info(details: object, message: string): void;
  warn(details: object, message: string): void;
  error(details: object, message: string): void;
}

export interface Backend {
  readonly handlers: Handlers;
  readonly inputChecks: InputChecks;
  readonly jobFeed: JobFeed;
  readonly eventFeed: EventFeed;
  /** Lets waiting jobs start; called once the API listens, so that a port already taken costs no job anything. */
  startQueue(): void;
  /** Ends the trainers and closes the database, within 4 s. */
  stop(): Promise<void>;
}

/** Rejects with a sentence for the user: a folder that cannot be written, a database from a newer version. */
export type StartBackend = (options: BackendOptions) => Promise<Backend>;
