/** Trainers as child processes, called as `trainer.js <job folder> <generation>`. */
import type { ParentMessage } from '../../shared/contract/trainer-messages.ts';
import type { Child, StartChild } from './child.ts';

export interface TrainerHandle extends Omit<Child, 'send'> {
  readonly send: (message: ParentMessage) => void;
}

interface TrainerStart {
  readonly jobFolder: string;
  /** Counts the trainers of this program, so that two runs of one job can be told apart. */
  readonly generation: number;
  readonly heapLimitMb: number;
  /** Unchecked: whatever the process sent. */
  readonly onMessage: (message: unknown) => void;
}

/** Never throws: what cannot be started answers with an end. */
export type SpawnTrainer = (start: TrainerStart) => TrainerHandle;

/** `entry`: the built `trainer.js`. */
export function spawnTrainerWith(startChild: StartChild, entry: string): SpawnTrainer {
  return ({ jobFolder, generation, heapLimitMb, onMessage }) =>
    startChild({
      entry,
      args: [jobFolder, String(generation)],
      heapLimitMb,
      serviceName: 'Cellwright trainer',
      onMessage,
    });
}
