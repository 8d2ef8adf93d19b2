/** 4 and 5: what its processes may take, and what becomes of the program when they or it are killed. */
import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Api, apiOf, claim, type Json, waitUntil } from './api.ts';
import { type Check, trainingOn } from './checks.ts';
import { type RunningProgram, start } from './program.ts';

const longTraining = (batteryIds: readonly unknown[]): Json =>
  trainingOn(batteryIds, { algorithm: 'bilstm', hyperparams: { epochs: 10_000 } });

async function twoSamples(api: Api): Promise<readonly unknown[]> {
  const { items } = await api.call('POST', '/batteries/samples');
  return (items as readonly Json[]).slice(0, 2).map(({ id }) => id);
}

/** The process that the job folder names; undefined before it is up. */
function trainerOf({ dataDir }: RunningProgram, jobId: number): number | undefined {
  const path = join(dataDir, 'jobs', String(jobId), 'trainer.pid');
  return existsSync(path) ? Number(readFileSync(path, 'utf8').split(' ')[0]) || undefined : undefined;
}

async function trainerThatRuns(running: RunningProgram, jobId: number): Promise<number> {
  await waitUntil(() => trainerOf(running, jobId) !== undefined, `job ${jobId} has a trainer`);
  return trainerOf(running, jobId) ?? 0;
}

function isAlive(processId: number): boolean {
  try {
    return process.kill(processId, 0);
  } catch {
    return false;
  }
}

const commandLineOf = (processId: number): string =>
  process.platform === 'win32'
    ? execFileSync('powershell', [
        '-NoProfile',
        '-Command',
        `(Get-CimInstance Win32_Process -Filter "ProcessId=${processId}").CommandLine`,
      ]).toString()
    : execFileSync('ps', ['-ww', '-o', 'args=', '-p', String(processId)]).toString();

export const limitsOfProcesses: Check = async ({ program, folder }) => {
  const running = await start(program, folder);
  try {
    const api = apiOf(running.url);
    const cells = await twoSamples(api);
    const long = await api.job(longTraining(cells));
    const trainer = await trainerThatRuns(running, long);
    const line = commandLineOf(trainer);
    claim(/max[-_]old[-_]space[-_]size=4096/.test(line), `the trainer's heap has no limit: ${line}`);
    await api.call('POST', `/training-jobs/${long}/stop`);
    await waitUntil(() => !isAlive(trainer), 'a stopped trainer is gone');
    for (let count = 0; count < 5; count += 1) {
      const jobId = await api.job(longTraining(cells));
      await api.call('POST', `/training-jobs/${jobId}/stop`);
      const job = await api.over(jobId);
      claim(job['status'] === 'stopped', `stopped at once: ${JSON.stringify(job)}`);
      const left = trainerOf(running, jobId);
      if (left !== undefined) await waitUntil(() => !isAlive(left), 'its trainer is gone');
    }
    return 'the heap limit is on the command line; 5 of 5 jobs that were stopped at once left no process';
  } finally {
    await running.stop();
  }
};

export const endsOfProcesses: Check = async ({ program, folder }) => {
  const first = await start(program, folder);
  let again: RunningProgram | undefined;
  try {
    const api = apiOf(first.url);
    const jobId = await api.job(longTraining(await twoSamples(api)));
    const killed = await trainerThatRuns(first, jobId);
    process.kill(killed, 'SIGKILL');
    await waitUntil(
      () => ![undefined, killed].includes(trainerOf(first, jobId)),
      'the job is tried again',
      90_000,
    );
    const second = trainerOf(first, jobId) ?? 0;
    await first.stop('SIGKILL');
    await waitUntil(() => !isAlive(second), 'a trainer ends with its program', 10_000);
    again = await start(program, folder);
    const next = apiOf(again.url);
    const third = again;
    const isAnother = (): boolean => ![undefined, second].includes(trainerOf(third, jobId));
    await waitUntil(isAnother, 'the job goes on', 90_000);
    await next.call('POST', `/training-jobs/${jobId}/stop`);
    const log = JSON.stringify(await next.call('GET', `/training-jobs/${jobId}/logs`));
    claim(
      process.platform === 'win32' || log.includes('SIGKILL'),
      `its log does not name the signal: ${log.slice(-800)}`,
    );
    return 'a killed trainer was named and tried again; of a killed program no trainer was left, and its job went on';
  } finally {
    await first.stop('SIGKILL');
    await again?.stop();
  }
};
