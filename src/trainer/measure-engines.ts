/**
 * Which of several engines trains a job fastest: each trains random rows of the job's own shape for a moment. What an engine
 * does once, such as compiling its kernels, is not counted.
 */
import type { Engine, NetworkPlan, PreparedRows, RunBatches, RunSet } from '../learning/engines/engine.ts';
import { initialState } from '../learning/engines/training-state.ts';
import { initialWeights } from '../learning/methods/initial-weights.ts';
import { optimiserStepOf } from '../learning/optimizers/adam.ts';
import { createRandom } from '../shared/domain/random.ts';

export interface MeasuredEngine {
  readonly engine: Engine;
  /** Microseconds per run and step; infinite where it failed. */
  readonly microseconds: number;
}

export interface MeasuredShape {
  readonly plan: NetworkPlan;
  readonly runCount: number;
}

interface Clock {
  readonly elapsedMs: () => number;
}

const measuredMs = 200;
/** More than this tells nothing new of how runs share an engine. */
const mostRuns = 256;
const mostRows = 4096;

/** The fastest first; a failure is the slowest. */
export async function measureEngines(
  engines: readonly Engine[],
  shape: MeasuredShape,
  clock: Clock,
): Promise<readonly MeasuredEngine[]> {
  const measured: MeasuredEngine[] = [];
  for (const engine of engines) measured.push({ engine, microseconds: await measure(engine, shape, clock) });
  return measured.toSorted((one, other) => one.microseconds - other.microseconds);
}

async function measure(engine: Engine, { plan, runCount }: MeasuredShape, clock: Clock): Promise<number> {
  const runs = Math.min(runCount, mostRuns);
  const rows = madeUpRows(plan);
  try {
    const set = await engine.open(
      plan,
      Array.from({ length: runs }, () => rows),
    );
    const state = initialState(initialWeights(plan, 1));
    for (let run = 0; run < runs; run += 1) await set.write(run, state);
    const microseconds = await timeSteps(set, { plan, runs, rowCount: rows.rowCount }, clock);
    await set.close();
    return microseconds;
  } catch {
    // An engine that cannot open or train this trains nothing; the others do.
    return Number.POSITIVE_INFINITY;
  }
}

/** Calls of twice the length until one of them fills half the time: the longer, the less a call itself counts. */
async function timeSteps(
  set: RunSet,
  { plan, runs, rowCount }: { readonly plan: NetworkPlan; readonly runs: number; readonly rowCount: number },
  { elapsedMs }: Clock,
): Promise<number> {
  const { hyperparams } = plan.choice;
  const size = Math.min(hyperparams.batch_size, rowCount);
  const batch = Int32Array.from({ length: size }, (_, at) => at);
  const startMs = elapsedMs();
  for (let steps = 1; ; steps *= 2) {
    const batches = Array.from({ length: runs }, (_, run): RunBatches => ({
      run,
      batches: Array.from({ length: steps }, () => batch),
    }));
    const callMs = elapsedMs();
    await set.train(batches, optimiserStepOf(hyperparams));
    const nowMs = elapsedMs();
    if (nowMs - callMs >= measuredMs / 2 || nowMs - startMs >= measuredMs) {
      return (1000 * (nowMs - callMs)) / (steps * runs);
    }
  }
}

/** Rows in one cell, as many as a batch has, or as many as say the same. */
function madeUpRows(plan: NetworkPlan): PreparedRows {
  const rowCount = Math.min(mostRows, Math.max(256, plan.choice.hyperparams.batch_size));
  const random = createRandom(1);
  const normal = (length: number): Float64Array => Float64Array.from({ length }, () => random.normal());
  return {
    rowCount,
    inputs: normal(rowCount * plan.inputWidth),
    targets: normal(rowCount * plan.outputWidth),
    mask: new Float64Array(rowCount * plan.outputWidth).fill(1),
    cellStart: new Int32Array(rowCount),
  };
}
