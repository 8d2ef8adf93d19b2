/** tfjs with its WebAssembly backend, one thread: the model of the gradient test, trained by its own Adam. */
import * as tensorflow from '@tensorflow/tfjs';
import { setThreadsCount } from '@tensorflow/tfjs-backend-wasm';
import { initialWeights } from '../src/learning/methods/initial-weights.ts';
import { gatherBatch, tensorflowLoss, tensorsOf } from '../test/support/tensorflow-loss.ts';
import type { Contestant } from './contestant.ts';
import { planOf, type Shape } from './shapes.ts';
import { syntheticRows } from './synthetic-rows.ts';
import { timeSteps } from './timing.ts';

/** The batch lies ready, so that tfjs is not charged for gathering it. */
export async function tensorflowContestant(shape: Shape): Promise<Contestant> {
  await startBackend();
  const plan = planOf(shape);
  const { rows, batches } = syntheticRows(shape);
  const [rowIndices = new Int32Array()] = batches;
  const batch = gatherBatch(plan, rows, rowIndices);
  const initial = tensorsOf(initialWeights(plan, 1));
  const variables = Object.fromEntries(
    Object.entries(initial).map(([name, tensor]) => [name, tensorflow.variable(tensor)]),
  );
  const optimizer = tensorflow.train.adam(0.001, 0.9, 0.999, 1e-8);
  const step = (): void =>
    tensorflow.tidy(() => {
      const lossOf = (): tensorflow.Scalar =>
        tensorflowLoss(plan, variables, batch)['total'] as tensorflow.Scalar;
      optimizer.minimize(lossOf, true, Object.values(variables))?.dataSync();
    });
  return {
    timeSteps: (budgetMs) => Promise.resolve(timeSteps(step, budgetMs)),
    close: () => {
      optimizer.dispose();
      tensorflow.dispose([variables, initial, Object.values(batch)]);
    },
  };
}

async function startBackend(): Promise<void> {
  if (tensorflow.getBackend() === 'wasm') return;
  tensorflow.enableProdMode();
  setThreadsCount(1);
  if (!(await tensorflow.setBackend('wasm')))
    throw new Error('the WebAssembly backend of tfjs did not start');
}
