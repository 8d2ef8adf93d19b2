/** Whatever makes training steps of one shape and can be timed doing so. */
import type { Engine } from '../src/learning/engines/engine.ts';
import { initialState } from '../src/learning/engines/training-state.ts';
import { initialWeights } from '../src/learning/methods/initial-weights.ts';
import { planOf, type Shape } from './shapes.ts';
import { syntheticRows } from './synthetic-rows.ts';
import { timeAsyncSteps } from './timing.ts';

export interface Contestant {
  /** Makes steps until the budget is spent, at least one; milliseconds of each. */
  readonly timeSteps: (budgetMs: number) => Promise<readonly number[]>;
  readonly close: () => void;
}

/** One of Cellwright's own engines. */
export async function engineContestant(engine: Engine, shape: Shape): Promise<Contestant> {
  const plan = planOf(shape);
  const { rows, batches } = syntheticRows(shape);
  const set = await engine.open(plan, [rows]);
  await set.write(0, initialState(initialWeights(plan, 1)));
  let stepNumber = 0;
  const step = async (): Promise<void> => {
    const batch = batches[stepNumber++ % batches.length];
    if (batch) await set.train([{ run: 0, batches: [batch] }], { learningRate: 0.001 });
  };
  return {
    timeSteps: (budgetMs) => timeAsyncSteps(step, budgetMs),
    close: () => void set.close(),
  };
}
