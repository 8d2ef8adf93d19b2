/** Opens the networks of a job's runs, all or none: those of one shape together, in one set. */
import type { Engine, PreparedRows, RunSet } from '../learning/engines/engine.ts';
import { AppError } from '../shared/domain/app-error.ts';
import type { PreparedRun } from './runs/prepared-run.ts';
import { mostBytes, refuseTooMuchMemory } from './runs/refuse-too-much-memory.ts';
import type { Pacer } from './pacer.ts';
import type { PreparedJob } from './prepare-job.ts';
import type { TrainingRun } from './training-run.ts';

/** In the order of the runs. Whoever gets them closes them. Rejects with AppError in words where they cannot fit. */
export async function openNetworks(
  engine: Engine,
  runs: readonly PreparedRun[],
  pacer: Pick<Pacer, 'pauseIfDue'>,
  limitBytes = mostBytes,
): Promise<readonly TrainingRun[]> {
  const groups = [...Map.groupBy(runs, ({ job }) => shapeOf(job)).values()];
  const [first] = runs;
  if (first && runs.length > 1) {
    const choice = first.job.spec;
    refuseTooMuchMemory({ bytes: bytesOf(engine, groups), runCount: runs.length, choice, limitBytes });
  }
  const opened = new Map<PreparedRun, TrainingRun>();
  try {
    for (const group of groups) {
      const set = await openSet(engine, group, pacer);
      for (const [index, run] of group.entries()) opened.set(run, { ...run, set, index });
      await pacer.pauseIfDue();
    }
  } catch (error) {
    await closeNetworks([...opened.values()]);
    throw error;
  }
  return runs.flatMap((run) => opened.get(run) ?? []);
}

export async function closeNetworks(runs: readonly TrainingRun[]): Promise<void> {
  for (const set of new Set(runs.map(({ set: ofRun }) => ofRun))) await set.close();
}

/** Equal for networks that differ in their numbers alone: all runs of a job have the same hyperparameters. */
const shapeOf = ({ plan: { inputWidth, outputWidth, hiddenWidth } }: PreparedJob): string =>
  [inputWidth, outputWidth, hiddenWidth].join(' ');

const rowsOf = (group: readonly PreparedRun[]): readonly PreparedRows[] => group.map(({ job }) => job.rows);

/** An engine says in plain words why networks cannot fit. */
async function openSet(
  engine: Engine,
  group: readonly PreparedRun[],
  pacer: Pick<Pacer, 'pauseIfDue'>,
): Promise<RunSet> {
  const [first] = group;
  if (!first) throw new RangeError('a set has one run at least');
  try {
    return await engine.open(first.job.plan, rowsOf(group), pacer.pauseIfDue);
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new AppError('VALIDATION_ERROR', reason, { cause: error });
  }
}

/** Networks, and the rows they are judged by, which runs of the same split share. */
function bytesOf(engine: Engine, groups: readonly (readonly PreparedRun[])[]): number {
  const networks = groups.flatMap((group) => {
    const [first] = group;
    return first ? [engine.memoryBytes(first.job.plan, rowsOf(group))] : [];
  });
  const tables = [...new Set(groups.flatMap(rowsOf))].flatMap(({ inputs, targets, mask }) =>
    [inputs, targets, mask].map(({ byteLength }) => byteLength),
  );
  return [...networks, ...tables].reduce((sum, bytes) => sum + bytes, 0);
}
