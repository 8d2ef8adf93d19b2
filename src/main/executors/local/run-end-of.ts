/** How a trainer process ended, in the terms of all executors. Pure. */
import { type ChildEnd, ranOutOfMemory } from '../../processes/child.ts';
import type { RunEnd } from '../executor.ts';

export function runEndOf(end: ChildEnd, heapLimitMb: number): RunEnd {
  if (end.kind === 'never-started') return { cause: 'never-started', detail: end.reason, errorOutput: '' };
  const { exitCode, signal, errorOutput } = end;
  if (ranOutOfMemory(end)) {
    return { cause: 'out-of-memory', detail: `its limit is ${heapLimitMb} MB`, errorOutput };
  }
  if (signal === 'SIGKILL') return { cause: 'killed', detail: 'signal SIGKILL', errorOutput };
  if (signal === 'SIGTERM') return { cause: 'terminated', detail: 'signal SIGTERM', errorOutput };
  if (signal !== null) return { cause: 'crashed', detail: `signal ${signal}`, errorOutput };
  if (exitCode === 0) return { cause: 'ended', detail: '', errorOutput };
  return { cause: 'crashed', detail: `exit code ${String(exitCode)}`, errorOutput };
}
