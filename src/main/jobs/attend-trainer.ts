/** Attends one trainer process from its start until it is gone. */
import { endTrainer } from './end-trainer.ts';
import type { JobJournal } from './job-journal.ts';
import type { Conversation } from './trainer-conversation.ts';
import type { ChildEnd } from '../processes/child.ts';
import type { SpawnTrainer } from '../processes/spawn-trainer.ts';
import type { TrainerLimits } from './trainer-limits.ts';
import { listenToTrainer } from './trainer-listener.ts';

export interface AttendedJob {
  readonly jobId: number;
  readonly totalEpochs: number;
  readonly jobFolder: string;
  readonly generation: number;
}

export interface AttendParts {
  readonly journal: Pick<JobJournal, 'recordDevice' | 'recordPrepared' | 'recordReport'>;
  readonly spawnTrainer: SpawnTrainer;
  readonly limits: TrainerLimits;
  /** Aborted when the trainer shall end. */
  readonly endSignal: AbortSignal;
}

export interface AttendedEnd {
  readonly exit: ChildEnd;
  readonly conversation: Conversation;
  readonly fault: string | null;
}

/** Never rejects. */
export async function attendTrainer(job: AttendedJob, parts: AttendParts): Promise<AttendedEnd> {
  const { limits, endSignal } = parts;
  let linger: NodeJS.Timeout | undefined;
  const end = (): void => void endTrainer(handle, limits);
  const listener = listenToTrainer({
    ...job,
    ...parts,
    onFault: () => handle.kill('SIGKILL'),
    onConclusion: () => {
      linger = setTimeout(end, limits.lingerLimitMs);
    },
  });
  const { onMessage } = listener;
  const handle = parts.spawnTrainer({ ...job, heapLimitMb: limits.heapLimitMb, onMessage });
  endSignal.addEventListener('abort', end, { once: true });
  const exit = await handle.ended;
  endSignal.removeEventListener('abort', end);
  clearTimeout(linger);
  return { exit, ...(await listener.end()) };
}
