/** One trainer process, however it was started: forked by Node here, by Electron's utilityProcess on the desktop. */
import type { ParentMessage } from '../../shared/contract/trainer-messages.ts';

/** How a process ended. Only this ends a job, never a message. */
export type TrainerExit =
  | {
      readonly kind: 'exited';
      readonly exitCode: number | null;
      /** Such as SIGKILL; null where it ended by itself. */
      readonly signal: string | null;
      /** The last lines of its error output, bounded; empty where there were none. */
      readonly errorOutput: string;
    }
  | { readonly kind: 'never-started'; readonly reason: string };

export interface TrainerHandle {
  /** Undefined where the process never started. */
  readonly pid: number | undefined;
  /** A message to a process that is gone is lost, without an error. */
  send(message: ParentMessage): void;
  kill(signal: 'SIGTERM' | 'SIGKILL'): void;
  /** Resolves when the process is gone and its last words are heard; never rejects. */
  readonly exited: Promise<TrainerExit>;
}

export interface TrainerStart {
  readonly jobFolder: string;
  /** Counts the trainers of this program, so that two runs of one job can be told apart. */
  readonly generation: number;
  readonly heapLimitMb: number;
  /** Unchecked: whatever the process sent. */
  readonly onMessage: (message: unknown) => void;
}

/** Never throws: what cannot be started answers with an exit. */
export type SpawnTrainer = (start: TrainerStart) => TrainerHandle;
