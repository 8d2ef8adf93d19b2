/**
 * The largest thing people do here: 100 epochs of every algorithm on all XJTU cells, three jobs at once. How long, how
 * much memory, and whether the job list stays quick meanwhile.
 */
import { setTimeout as delay } from 'node:timers/promises';
import { z } from 'zod';
import { startProgram } from '../test/support/program.ts';
import { call, type JobDetail, waitForJob } from '../test/support/rest-client.ts';
import { cellPaths, uploadCell } from './cells.ts';
import { markdownTable, threeDigits } from './markdown-table.ts';
import { childrenOf, memoryMib } from './process-memory.ts';
import { algorithms } from './shapes.ts';
import { quantile } from './timing.ts';

const epochs = 100;
const betweenRequestsMs = 20;
const createdSchema = z.object({ id: z.int() });

interface Watched {
  /** Milliseconds of each answer. */
  readonly latenciesMs: readonly number[];
  /** Highest resident memory of each trainer, in MiB. */
  readonly peaksMib: readonly number[];
  readonly serverMib: number | undefined;
}

export async function printBig(dataFolder: string): Promise<void> {
  const program = await startProgram();
  try {
    await call('PATCH', `${program.api}/settings`, { max_concurrent_jobs: algorithms.length });
    const batteryIds: number[] = [];
    for (const path of await cellPaths(dataFolder, '')) batteryIds.push(await uploadCell(program.api, path));
    console.error(`${batteryIds.length} cells imported; training`);
    const { jobs, watched } = await trainWatched(program, batteryIds);
    printJobs(jobs);
    printWatched(watched);
  } finally {
    await program.stop();
  }
}

async function trainWatched(
  program: Awaited<ReturnType<typeof startProgram>>,
  batteryIds: readonly number[],
): Promise<{ readonly jobs: readonly JobDetail[]; readonly watched: Watched }> {
  const ids: number[] = [];
  for (const algorithm of algorithms) {
    const job = { algorithm, battery_ids: batteryIds, hyperparams: { epochs } };
    ids.push(createdSchema.parse((await call('POST', `${program.api}/training-jobs`, job)).body).id);
  }
  const over = new AbortController();
  const watching = watch(program.api, program.process.pid ?? 0, over.signal);
  const finished = await Promise.all(ids.map((id) => waitForJob(program.api, id)));
  over.abort();
  return { jobs: finished.map(({ job }) => job), watched: await watching };
}

/** Asks for the job list again and again, and now and then looks at the trainers' memory. */
async function watch(api: string, serverPid: number, over: AbortSignal): Promise<Watched> {
  const latenciesMs: number[] = [];
  const peakByPid = new Map<number, number>();
  for (let request = 0; !over.aborted; request++) {
    const startedAt = performance.now();
    await call('GET', `${api}/training-jobs`);
    latenciesMs.push(performance.now() - startedAt);
    if (request % 20 === 0) await noteTrainers(serverPid, peakByPid);
    await delay(betweenRequestsMs);
  }
  return { latenciesMs, peaksMib: [...peakByPid.values()], serverMib: await memoryMib(serverPid, 'VmHWM') };
}

async function noteTrainers(serverPid: number, peakByPid: Map<number, number>): Promise<void> {
  for (const pid of await childrenOf(serverPid)) {
    const peak = await memoryMib(pid, 'VmHWM');
    if (peak !== undefined) peakByPid.set(pid, peak);
  }
}

function printJobs(jobs: readonly JobDetail[]): void {
  const rows = jobs.map((job) => [
    job.algorithm,
    job.status,
    threeDigits(secondsOf(job)),
    String(job.current_epoch),
    job.current_loss === null ? '–' : threeDigits(job.current_loss),
  ]);
  console.log(`\n${markdownTable(['job', 'status', 'seconds', 'epochs', 'last loss'], rows)}\n`);
}

function secondsOf({ started_at: startedAt, finished_at: finishedAt }: JobDetail): number {
  return startedAt === null || finishedAt === null
    ? NaN
    : (Date.parse(finishedAt) - Date.parse(startedAt)) / 1000;
}

function printWatched({ latenciesMs, peaksMib, serverMib }: Watched): void {
  const [p50, p99] = [quantile(latenciesMs, 0.5), quantile(latenciesMs, 0.99)];
  const peaks = peaksMib.map((peak) => `${Math.round(peak)} MiB`).join(', ');
  console.log(
    `Job list meanwhile: p50 ${threeDigits(p50)} ms, p99 ${threeDigits(p99)} ms (${latenciesMs.length} requests).`,
  );
  console.log(`Highest memory: trainers ${peaks}; server ${Math.round(serverMib ?? NaN)} MiB.`);
}
