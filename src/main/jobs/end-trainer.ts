/** Ends a trainer by degrees: a message, then SIGTERM, then SIGKILL. */
import type { TrainerHandle } from '../processes/spawn-trainer.ts';
import type { TrainerLimits } from './trainer-limits.ts';

/** Resolves when the process is gone, within a moment after `killAfterMs`. */
export async function endTrainer(
  handle: TrainerHandle,
  { terminateAfterMs, killAfterMs }: Pick<TrainerLimits, 'terminateAfterMs' | 'killAfterMs'>,
): Promise<void> {
  handle.send({ type: 'stop' });
  const terminate = setTimeout(() => handle.kill('SIGTERM'), terminateAfterMs);
  const kill = setTimeout(() => handle.kill('SIGKILL'), killAfterMs);
  await handle.ended;
  clearTimeout(terminate);
  clearTimeout(kill);
}
