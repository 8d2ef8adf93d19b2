/** How a trainer process ended, in the terms of all executors. Pure. */
import { type ChildEnd, ranOutOfMemory } from '../../processes/child.ts';
import type { RunEnd } from '../executor.ts';
import type { FreeMemory } from './free-memory.ts';

export function runEndOf(end: ChildEnd, heapLimitMb: number, memory: FreeMemory): RunEnd {
  const unrelated = { errorOutput: end.kind === 'exited' ? end.errorOutput : '', memoryWasShort: false };
  if (end.kind === 'never-started') return { ...unrelated, cause: 'never-started', detail: end.reason };
  const { exitCode, signal } = end;
  if (ranOutOfMemory(end)) {
    const detail = `its limit is ${heapLimitMb} MB`;
    return { ...unrelated, cause: 'out-of-memory', detail, memoryWasShort: true };
  }
  if (signal === 'SIGKILL') {
    const detail = `signal SIGKILL; ${memory.leastMb} MB of memory were free shortly before`;
    return { ...unrelated, cause: 'killed', detail, memoryWasShort: memory.isShort };
  }
  if (signal === 'SIGTERM') return { ...unrelated, cause: 'terminated', detail: 'signal SIGTERM' };
  if (signal !== null) return { ...unrelated, cause: 'crashed', detail: `signal ${signal}` };
  if (exitCode === 0) return { ...unrelated, cause: 'ended', detail: '' };
  return { ...unrelated, cause: 'broke-off', detail: `exit code ${String(exitCode)}` };
}
