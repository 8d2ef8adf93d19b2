/**
 * What is true of a job in each status, and of one that is held; one row per status, in the order in which lists show
 * them. Whatever asks (tabs, marks, tray, counts, the end of a stream, which buttons a job has) reads this table and
 * compares no status itself.
 */
import type { JobEvent } from '../contract/events.ts';
import type { JobStatus } from '../contract/job.ts';

type JobAction = 'stop' | 'delete' | 'pause' | 'resume' | 'finish' | 'extend';

export interface StatusFacts {
  /** As people read it. */
  readonly words: string;
  readonly shape: 'dashed-ring' | 'bars' | 'disc' | 'tick' | 'cross' | 'square';
  /** Nothing happens to it any more. */
  readonly isFinished: boolean;
  /** It takes one of the slots for jobs that train, and has a training to lose. */
  readonly holdsSlot: boolean;
  readonly may: readonly JobAction[];
  /** What is worth knowing of it at a glance. */
  readonly glance: 'place-in-line' | 'progress' | 'result' | 'reason' | 'last-epoch';
  /** What stands where its curves are still missing. */
  readonly withoutCurves: string;
  /** The message that ends its stream; null while it goes on. */
  readonly lastMessage: JobEvent['type'] | null;
}

const endedEarly = 'It ended before its first epoch';
const finished = { isFinished: true, holdsSlot: false, may: ['delete'], withoutCurves: endedEarly } as const;

export const statusFacts: Readonly<Record<JobStatus, StatusFacts>> = {
  running: {
    words: 'Running',
    shape: 'disc',
    isFinished: false,
    holdsSlot: true,
    may: ['pause', 'finish', 'stop'],
    glance: 'progress',
    withoutCurves: 'Preparing; the first epoch is not done yet',
    lastMessage: null,
  },
  queued: {
    words: 'Waiting',
    shape: 'dashed-ring',
    isFinished: false,
    holdsSlot: false,
    may: ['pause', 'stop'],
    glance: 'place-in-line',
    withoutCurves: 'The curve begins when the job does',
    lastMessage: null,
  },
  succeeded: {
    ...finished,
    words: 'Succeeded',
    shape: 'tick',
    may: ['extend', 'delete'],
    glance: 'result',
    lastMessage: 'complete',
  },
  failed: { ...finished, words: 'Failed', shape: 'cross', glance: 'reason', lastMessage: 'error' },
  stopped: { ...finished, words: 'Stopped', shape: 'square', glance: 'last-epoch', lastMessage: 'stopped' },
};

/** A job that is held: it keeps what it has come to, and waits until somebody resumes it. */
const heldFacts: StatusFacts = {
  ...statusFacts.queued,
  words: 'Paused',
  shape: 'bars',
  may: ['resume', 'finish', 'stop'],
};

interface HasStatus {
  readonly status: JobStatus;
  readonly held?: boolean | undefined;
}

/** It waits until somebody releases it. */
export const isHeld = ({ status, held = false }: HasStatus): boolean =>
  held && !statusFacts[status].isFinished;

export const factsOf = (job: HasStatus): StatusFacts => (isHeld(job) ? heldFacts : statusFacts[job.status]);

export const isFinished = (job: HasStatus): boolean => factsOf(job).isFinished;
export const holdsSlot = (job: HasStatus): boolean => factsOf(job).holdsSlot;
/** It has neither begun nor ended. */
export const isWaiting = (job: HasStatus): boolean => !isFinished(job) && !holdsSlot(job);

/** In the order in which lists show them. */
export const jobStatuses = (): readonly JobStatus[] => Object.keys(statusFacts) as JobStatus[];

export const statusesWhere = (isSo: (job: HasStatus) => boolean): readonly JobStatus[] =>
  jobStatuses().filter((status) => isSo({ status }));

/** Whether nothing follows in a job's stream. */
export const isLastMessage = ({ type }: Pick<JobEvent, 'type'>): boolean =>
  Object.values(statusFacts).some(({ lastMessage }) => lastMessage === type);
