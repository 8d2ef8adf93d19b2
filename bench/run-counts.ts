/** Many trainings of one shape at once: microseconds per run and step, on one thread and on all, beside PyTorch and JAX. */
import { spawnSync } from 'node:child_process';
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { z } from 'zod';
import type { Engine } from '../src/learning/engines/engine.ts';
import { createWebgpuEngine } from '../src/learning/engines/webgpu/create-webgpu-engine.ts';
import type { Algorithm } from '../src/shared/contract/hyperparams.ts';
import { measureEngines } from '../src/trainer/measure-engines.ts';
import { nodeGpu } from '../src/trainer/node-gpu.ts';
import { fastestBuild } from './kernel-build.ts';
import { markdownTable, threeDigits } from './markdown-table.ts';
import { openEngine } from './open-engine.ts';
import { algorithms, planOf, standardShape } from './shapes.ts';

const runCounts = [1, 2, 8, 64];
const clock = { elapsedMs: () => performance.now() };
const rounds = 3;

interface Column {
  readonly title: string;
  /** Microseconds per run and step. */
  readonly measure: (algorithm: Algorithm, runs: number) => Promise<number>;
}

/** `python`: an interpreter that has PyTorch, JAX or both; without it there is nobody to compare with. */
export async function printRunCounts(python: string | undefined): Promise<void> {
  const columns = [...(await ownColumns()), ...peerColumns(python)];
  console.log('\nMicroseconds per run and step, batch 32, width 64: the least of several rounds in turns\n');
  const rows: string[][] = [];
  for (const algorithm of algorithms) {
    for (const runs of runCounts) rows.push(await measuredRow(algorithm, runs, columns));
  }
  console.log(markdownTable(['algorithm, runs', ...columns.map(({ title }) => title)], rows));
}

async function measuredRow(
  algorithm: Algorithm,
  runs: number,
  columns: readonly Column[],
): Promise<string[]> {
  const least = columns.map(() => Number.POSITIVE_INFINITY);
  for (let round = 0; round < rounds; round++) {
    for (const [at, { measure }] of columns.entries()) {
      least[at] = Math.min(least[at] ?? Number.POSITIVE_INFINITY, await measure(algorithm, runs));
    }
  }
  return [`${algorithm}, ${runs}`, ...least.map(threeDigits)];
}

async function ownColumns(): Promise<readonly Column[]> {
  const threads = availableParallelism();
  const build = fastestBuild();
  const columns = [columnOf('one thread', await openEngine(build, 1))];
  if (threads > 1) columns.push(columnOf(`${threads} threads`, await openEngine(build, threads)));
  const gpu = nodeGpu(new URL('../out/gpu/', import.meta.url));
  const found = await gpu.openDevice();
  if (found.whyNot !== null) console.error(`No GPU is measured: ${found.whyNot}.`);
  else
    columns.push(
      columnOf(
        'WebGPU',
        createWebgpuEngine({ ...found, now: gpu.elapsedMs, yieldToEvents: gpu.yieldToEvents }),
      ),
    );
  return columns;
}

const columnOf = (title: string, engine: Engine): Column => ({
  title,
  measure: async (algorithm, runs) => {
    const shape = { plan: planOf(standardShape(algorithm)), runCount: runs };
    const [measured] = await measureEngines([engine], shape, clock);
    return measured?.microseconds ?? Number.NaN;
  },
});

const answerSchema = z.object({ microseconds: z.number().nullable() });

const ways = [
  { way: 'pytorch', title: 'PyTorch' },
  { way: 'pytorch-vmap', title: 'PyTorch vmap' },
  { way: 'jax', title: 'JAX' },
] as const;

/** Each on one thread and on all. One process a figure: what is compiled for one shape does not slow the next. */
function peerColumns(python: string | undefined): readonly Column[] {
  if (python === undefined) return [];
  return ways.flatMap(({ way, title }) =>
    [...new Set([1, availableParallelism()])].map((threads) => ({
      title: `${title}, ${threads}`,
      measure: (algorithm, runs) => {
        const question = { ...standardShape(algorithm), runs, threads };
        return Promise.resolve(askPeer(python, way, JSON.stringify(question)));
      },
    })),
  );
}

function askPeer(python: string, way: string, question: string): number {
  const script = join(import.meta.dirname, 'run-counts.py');
  const { stdout, stderr, status } = spawnSync(python, [script, way, question], { encoding: 'utf8' });
  if (status !== 0)
    throw new Error(`${python} did not answer: ${stderr.trim().split('\n').slice(-1).join('')}`);
  return answerSchema.parse(JSON.parse(stdout)).microseconds ?? Number.NaN;
}
