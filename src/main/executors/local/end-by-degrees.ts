/** Ends a trainer process by degrees: a message, then SIGTERM, then SIGKILL. */
import type { ParentMessage } from '../../../shared/contract/trainer-messages.ts';
import type { Child } from '../../processes/child.ts';
import type { LocalLimits } from './local-limits.ts';

/** Resolves when the process is gone, within a moment after `killAfterMs`. */
export async function endByDegrees(
  child: Child,
  { terminateAfterMs, killAfterMs }: Pick<LocalLimits, 'terminateAfterMs' | 'killAfterMs'>,
): Promise<void> {
  child.send({ type: 'stop' } satisfies ParentMessage);
  const terminate = setTimeout(() => child.kill('SIGTERM'), terminateAfterMs);
  const kill = setTimeout(() => child.kill('SIGKILL'), killAfterMs);
  await child.ended;
  clearTimeout(terminate);
  clearTimeout(kill);
}
