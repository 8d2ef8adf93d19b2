/** Which process is meant by a number that was written down: numbers are given again. */
import { readFile } from 'node:fs/promises';

/**
 * The process number and, on Linux, when and in which run of the machine it began: what was written down before a
 * restart must not look alive.
 */
export async function identityOf(processId: number): Promise<string> {
  try {
    const { startTicks } = await readStat(processId);
    const bootId = await readFile('/proc/sys/kernel/random/boot_id', 'utf8');
    return `${processId} ${startTicks} ${bootId.trim()}`;
  } catch {
    return String(processId);
  }
}

/** Whether the identity tells the process from every other one that has, had or will have its number. */
export const isProof = (identity: string): boolean => identity.split(' ').length === 3;

export const processIdOf = (identity: string): number => Number(identity.split(' ')[0]);

/** Whether that very process is at work. One that ended and that nobody collected is not. */
export async function isAtWork(identity: string): Promise<boolean> {
  const processId = processIdOf(identity);
  if (!isRunning(processId) || (await identityOf(processId)) !== identity) return false;
  const state = await readStat(processId).then(
    (stat) => stat.state,
    () => '',
  );
  return state !== 'Z' && state !== 'X';
}

async function readStat(processId: number): Promise<{ readonly state: string; readonly startTicks: string }> {
  const text = await readFile(`/proc/${processId}/stat`, 'utf8');
  // Behind the name, which may hold anything.
  const fields = text.slice(text.lastIndexOf(')') + 2).split(' ');
  return { state: fields[0] ?? '', startTicks: fields[19] ?? '' };
}

/** Signal 0 only asks; EPERM means that it runs, as somebody else. */
function isRunning(processId: number): boolean {
  if (!Number.isInteger(processId) || processId < 1) return false;
  try {
    return process.kill(processId, 0);
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'EPERM';
  }
}
