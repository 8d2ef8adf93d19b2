/**
 * The server under load: 10 000 jobs in its store and one in training, 16 connections that ask for the job list as
 * quickly as they are answered. Start and idle memory are measured before.
 */
import autocannon from 'autocannon';
import { z } from 'zod';
import { startProgram } from '../test/support/program.ts';
import { call } from '../test/support/rest-client.ts';
import { fillJobStore } from './fill-job-store.ts';
import { markdownTable, threeDigits } from './markdown-table.ts';
import { memoryMib } from './process-memory.ts';

type Program = Awaited<ReturnType<typeof startProgram>>;

const jobCount = 10_000;
const connections = 16;
const seconds = 10;
const idleMs = 2000;
const listSchema = z.object({ items: z.array(z.object({ id: z.int() })) });
const jobSchema = z.object({ id: z.int(), status: z.string() });

export async function printServer(): Promise<void> {
  const dataDir = await fillJobStore(jobCount);
  const startedAt = performance.now();
  const program = await startProgram({ dataDir });
  const startMs = performance.now() - startedAt;
  try {
    await new Promise((resolve) => setTimeout(resolve, idleMs));
    const idleMib = await memoryMib(program.process.pid ?? 0, 'VmRSS');
    await startLongJob(program);
    const url = `${program.api}/training-jobs`;
    const load = await autocannon({ url, connections, duration: seconds });
    const failed = load.non2xx + load.errors;
    const rows = [
      ['start until it listens', `${threeDigits(startMs / 1000)} s`, ''],
      ['memory when idle', idleMib === undefined ? '–' : `${Math.round(idleMib)} MiB`, ''],
      ['job lists a second', String(Math.round(load.requests.average)), '≥ 2500'],
      ['p50', `${load.latency.p50} ms`, ''],
      ['p99', `${load.latency.p99} ms`, '< 25 ms'],
      ['slowest', `${load.latency.max} ms`, ''],
      ['failed answers', String(failed), '0'],
    ];
    console.log(
      `\nServer: ${jobCount} jobs stored, one in training, ${connections} connections, ${seconds} s.\n`,
    );
    console.log(markdownTable(['', 'measured', 'wanted'], rows));
  } finally {
    await program.stop();
  }
}

/** On the simulated samples, and long enough to outlast the load; waits until its process runs. */
async function startLongJob({ api }: Program): Promise<void> {
  const samples = listSchema.parse((await call('POST', `${api}/batteries/samples`)).body);
  const job = {
    algorithm: 'baseline',
    battery_ids: samples.items.map(({ id }) => id),
    hyperparams: { epochs: 100_000 },
  };
  const { id } = jobSchema.parse((await call('POST', `${api}/training-jobs`, job)).body);
  const deadline = performance.now() + 10_000;
  for (let status = 'queued'; status !== 'running';) {
    if (performance.now() > deadline) throw new Error(`the job is ${status} after 10 s, not running`);
    await new Promise((resolve) => setTimeout(resolve, 50));
    ({ status } = jobSchema.parse((await call('GET', `${api}/training-jobs/${id}`)).body));
  }
}
