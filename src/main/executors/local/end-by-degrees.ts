/** Ends a trainer process by degrees: a message, then SIGTERM, then SIGKILL. */
import type { ParentMessage } from '../../../shared/contract/trainer-messages.ts';
import type { Child } from '../../processes/child.ts';
import type { LocalLimits } from './local-limits.ts';

/** Resolves when the process is gone, within a moment after the limit of the wish. */
export async function endByDegrees(
  child: Child,
  wish: 'stop' | 'pause',
  { terminateAfterMs, killAfterMs, pauseLimitMs }: LocalLimits,
): Promise<void> {
  child.send({ type: wish } satisfies ParentMessage);
  const isPause = wish === 'pause';
  // To a trainer SIGTERM is a wish to pause: one that is to save its work has heard it already.
  const terminate = isPause ? undefined : setTimeout(() => child.kill('SIGTERM'), terminateAfterMs);
  const kill = setTimeout(() => child.kill('SIGKILL'), isPause ? pauseLimitMs : killAfterMs);
  await child.ended;
  clearTimeout(terminate);
  clearTimeout(kill);
}
