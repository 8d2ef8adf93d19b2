import { expect, test } from 'vitest';
import { fitRidge } from '../../../../../src/learning/judging/references/ridge.ts';
import { fitTunedRidge } from '../../../../../src/learning/judging/references/tuned-ridge.ts';
import { createRandom } from '../../../../../src/shared/domain/random.ts';
import { buildEvaluation } from '../../../../../src/trainer/build-evaluation.ts';
import { prepareJob } from '../../../../../src/trainer/prepare-job.ts';
import { jobSpecOf } from '../../../../support/job-folder.ts';
import { madeUpCell } from '../../../../support/measured-cells.ts';

const random = createRandom(5);
function noisyTable(rowCount: number, noise: number) {
  const inputWidth = 3;
  const inputs = Float64Array.from({ length: rowCount * inputWidth }, () => random.normal());
  const labels = Float64Array.from({ length: rowCount }, (_, row) => {
    const [a, b, c] = inputs.subarray(row * inputWidth, (row + 1) * inputWidth);
    return 0.5 + a! - 2 * b! + 0.1 * c! + noise * random.normal();
  });
  return { inputs, inputWidth, labels };
}
const upTo = (from: number, to: number) => Int32Array.from({ length: to - from }, (_, row) => from + row);

test('ridge agrees with gradient descent on the same objective', () => {
  const table = noisyTable(40, 0.3);
  const lambda = 3;
  const { weights, intercept } = fitRidge({ ...table, rows: upTo(0, 40) }, lambda);
  // No normal equations here: steps along −∂/∂(w, b) of Σ(x·w + b − y)² + λ‖w‖² until they vanish.
  const w = [0, 0, 0];
  let b = 0;
  for (let step = 0; step < 20_000; step += 1) {
    const gradient = w.map((value) => 2 * lambda * value);
    let ofB = 0;
    for (let row = 0; row < 40; row += 1) {
      const x = table.inputs.subarray(row * 3, row * 3 + 3);
      const error = w.reduce((sum, value, i) => sum + value * x[i]!, b) - table.labels[row]!;
      x.forEach((value, i) => (gradient[i]! += 2 * error * value));
      ofB += 2 * error;
    }
    w.forEach((value, i) => (w[i] = value - 0.002 * gradient[i]!));
    b -= 0.002 * ofB;
  }
  w.forEach((value, i) => expect(weights[i]).toBeCloseTo(value, 8));
  expect(intercept).toBeCloseTo(b, 8);
});

test('λ is the one with the smallest squared error on the validation rows', () => {
  const table = noisyTable(60, 2);
  const [training, validation] = [upTo(0, 12), upTo(12, 60)];
  const errorOf = (lambda: number): number => {
    const { weights, intercept } = fitRidge({ ...table, rows: training }, lambda);
    return validation.reduce((sum, row) => {
      const x = table.inputs.subarray(row * 3, row * 3 + 3);
      return (
        sum + (weights.reduce((dot, value, i) => dot + value * x[i]!, intercept) - table.labels[row]!) ** 2
      );
    }, 0);
  };
  const lambdas = [0.01, 0.1, 1, 10, 100, 1000, 10_000, 100_000];
  const best = lambdas.reduce((least, lambda) => (errorOf(lambda) < errorOf(least) ? lambda : least));
  expect(fitTunedRidge(table, training, validation)).toEqual(fitRidge({ ...table, rows: training }, best));
});

test('without any training label there is no ridge', () => {
  const table = { ...noisyTable(4, 0), labels: new Float64Array(4).fill(NaN) };
  expect(fitTunedRidge(table, upTo(0, 2), upTo(2, 4))).toBeNull();
});

test('the mean’s loss is the mean square of the standardised labels: deviation 1 and a shift', () => {
  const cells = [1, 2].map((batteryId) => madeUpCell({ batteryId, rowCount: 40 }));
  const job = prepareJob(jobSpecOf(cells, { hyperparams: { validation_battery_ids: [2] } }), cells);
  const evaluation = buildEvaluation(job);
  const width = job.targets.length;
  const squares = [...job.split.validationRows].flatMap((row) =>
    job.targets.map((_, target) => job.rows.targets[row * width + target]! ** 2),
  );
  const [mean, , ridge] = evaluation.references;
  expect(mean?.val_loss).toBeCloseTo(squares.reduce((sum, value) => sum + value, 0) / squares.length, 12);
  const meanSoh = job.dataset.soh.slice(0, 40).reduce((sum, value) => sum + value, 0) / 40;
  expect(job.references.mean[0]).toBeCloseTo(meanSoh, 12);
  const mape = [...job.split.validationRows].map((row) => Math.abs(meanSoh / job.dataset.soh[row]! - 1));
  expect(mean?.val_soh_mape).toBeCloseTo(
    (100 * mape.reduce((sum, value) => sum + value, 0)) / mape.length,
    9,
  );
  expect(ridge?.val_loss).toBeLessThan(mean!.val_loss!);
});

test('a reference with no answer for a row with a label has no loss, but its SoH error stands', () => {
  const rising = madeUpCell({ batteryId: 2, rowCount: 80, fade: 0.4 });
  const capacityAh = rising.capacityAh.map((value, row) => (row < 30 ? 1.9 + row / 1000 : value));
  const cells = [madeUpCell({ batteryId: 1, rowCount: 80 }), { ...rising, capacityAh }];
  const job = prepareJob(jobSpecOf(cells, { hyperparams: { validation_battery_ids: [2] } }), cells);
  const fade = buildEvaluation(job).references.find(({ name }) => name === 'linear_fade');
  expect(fade).toMatchObject({ val_loss: null, val_soh_mape: expect.any(Number) });
});
