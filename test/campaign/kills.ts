/** The ways in which a round of a campaign breaks the program off. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { childrenOf } from '../../bench/process-memory.ts';
import { hostScript, type Program } from '../support/program.ts';

/** Answers how long it took to be gone, in ms. */
export async function endProgram(program: Program, signal: 'SIGKILL' | 'SIGTERM'): Promise<number> {
  const askedMs = performance.now();
  const ended = once(program.process, 'exit');
  program.process.kill(signal);
  await ended;
  return performance.now() - askedMs;
}

/** A start that gets no further than the given time. */
export async function killWhileStarting(dataDir: string, afterMs: number): Promise<void> {
  const child = spawn(process.execPath, [hostScript, '--port', '0', '--data-dir', dataDir], {
    stdio: 'ignore',
  });
  const ended = once(child, 'exit');
  setTimeout(() => child.kill('SIGKILL'), afterMs).unref();
  await ended;
}

interface TrainerProcess {
  readonly pid: number;
  readonly jobId: number;
}

/** Of this program; none where there is no /proc. */
export async function trainersOf({ process: { pid = 0 } }: Program): Promise<readonly TrainerProcess[]> {
  const trainers: TrainerProcess[] = [];
  for (const child of await childrenOf(pid)) {
    const jobId = /\0[^\0]*\/jobs\/(\d+)\0/.exec(commandLine(child))?.[1];
    if (jobId !== undefined) trainers.push({ pid: child, jobId: Number(jobId) });
  }
  return trainers;
}

function commandLine(pid: number): string {
  try {
    return readFileSync(`/proc/${pid}/cmdline`, 'utf8');
  } catch {
    return '';
  }
}

/** A process that has just ended needs no killing. */
export function killProcess(pid: number): void {
  try {
    process.kill(pid, 'SIGKILL');
  } catch {
    // Gone.
  }
}
