/** Opens the networks of a job's runs, all or none. */
import type { Engine, Network } from '../learning/engines/engine.ts';
import { AppError } from '../shared/domain/app-error.ts';
import type { PreparedRun } from './runs/prepared-run.ts';
import { mostBytes, refuseTooMuchMemory } from './runs/refuse-too-much-memory.ts';
import type { Pacer } from './pacer.ts';
import type { PreparedJob } from './prepare-job.ts';
import type { TrainingRun } from './train-run.ts';

/** Whoever gets them closes them. Rejects with AppError in words where they cannot fit. */
export async function openNetworks(
  engine: Engine,
  runs: readonly PreparedRun[],
  pacer: Pick<Pacer, 'pauseIfDue'>,
  limitBytes = mostBytes,
): Promise<readonly TrainingRun[]> {
  const [first] = runs;
  if (first && runs.length > 1) {
    const choice = first.job.spec;
    refuseTooMuchMemory({ bytes: bytesOf(engine, runs), runCount: runs.length, choice, limitBytes });
  }
  const opened: TrainingRun[] = [];
  try {
    for (const run of runs) {
      opened.push({ ...run, network: await openNetwork(engine, run.job) });
      await pacer.pauseIfDue();
    }
    return opened;
  } catch (error) {
    closeNetworks(opened);
    throw error;
  }
}

export const closeNetworks = (runs: readonly TrainingRun[]): void =>
  runs.forEach(({ network }) => network.close());

/** An engine says in plain words why a network cannot fit. */
async function openNetwork(engine: Engine, { plan, rows }: PreparedJob): Promise<Network> {
  try {
    return await engine.open(plan, rows);
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new AppError('VALIDATION_ERROR', reason, { cause: error });
  }
}

/** Networks, and the rows they are judged by, which runs of the same split share. */
function bytesOf(engine: Engine, runs: readonly PreparedRun[]): number {
  const networks = runs.map(({ job }) => engine.memoryBytes?.(job.plan, job.rows) ?? 0);
  const tables = [...new Set(runs.map(({ job }) => job.rows))].flatMap(({ inputs, targets, mask }) =>
    [inputs, targets, mask].map(({ byteLength }) => byteLength),
  );
  return [...networks, ...tables].reduce((sum, bytes) => sum + bytes, 0);
}
