/**
 * The WebGPU engine against the clear version, in Chromium on software that imitates a GPU. Small widths: what a kernel does
 * wrong it does wrong at every width, and the same text is generated for all. CELLWRIGHT_GPU_WIDTH=64 tests that width.
 */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type {
  BatchLoss,
  NetworkPlan,
  PreparedRows,
  RunSet,
  Weights,
} from '../../../../../src/learning/engines/engine.ts';
import { referenceEngine } from '../../../../../src/learning/engines/reference/reference-engine.ts';
import { initialState } from '../../../../../src/learning/engines/training-state.ts';
import { initialWeights } from '../../../../../src/learning/methods/initial-weights.ts';
import { lossAndGradients } from '../../../../../src/learning/methods/loss-and-gradients.ts';
import { createRandom } from '../../../../../src/shared/domain/random.ts';
import { type PageEngine, openPageEngine } from '../../../../support/gpu-page/page-engine.ts';
import { randomRows, smallPlan } from '../../../../support/random-rows.ts';

/** A kernel is compiled for the CPU here: seconds, on a busy machine many. */
const patienceMs = 300_000;
const hiddenWidth = Number(process.env['CELLWRIGHT_GPU_WIDTH'] ?? 7);
const step = { learningRate: 0.01 };

/** Odd widths and batches; 45 rows are more than any kernel works on at once. */
const shapes = [
  { algorithm: 'baseline', inputWidth: 5, outputWidth: 2, batchSize: 21 },
  { algorithm: 'baseline', inputWidth: 9, outputWidth: 1, batchSize: 45 },
  { algorithm: 'deephpm', inputWidth: 6, outputWidth: 2, batchSize: 21 },
  { algorithm: 'deephpm', inputWidth: 4, outputWidth: 1, batchSize: 45 },
  { algorithm: 'bilstm', inputWidth: 5, outputWidth: 2, batchSize: 21 },
  { algorithm: 'bilstm', inputWidth: 18, outputWidth: 1, batchSize: 70 },
] as const;

let page: PageEngine | null = null;
beforeAll(async () => {
  page = await openPageEngine();
}, patienceMs);
afterAll(() => page?.close());

/** As single precision holds them; biases are not 0, unknown targets are not numbers. */
function singleWeights(plan: NetworkPlan, seed: number): Weights {
  const random = createRandom(seed, 3);
  const entries = [...initialWeights(plan, seed)].map(([name, { shape, values }]) => {
    const drawn = values.map((x) => (name.endsWith('bias') ? 0.3 * random.normal() : x));
    return [name, { shape, values: drawn.map(Math.fround) }] as const;
  });
  return new Map(entries);
}

function singleRows(plan: NetworkPlan, rowCount: number, seed: number): PreparedRows {
  const rows = randomRows(plan, rowCount, seed);
  const targets = rows.targets.map((y, at) => (rows.mask[at] === 0 ? Number.NaN : Math.fround(y)));
  return { ...rows, inputs: rows.inputs.map(Math.fround), targets };
}

const batchesOf = (rowCount: number, batchSize: number, count: number, seed: number): Int32Array[] => {
  const random = createRandom(seed, 11);
  return Array.from({ length: count }, (_, batch) =>
    Int32Array.from(
      { length: batch % 3 === 2 ? Math.ceil(batchSize / 4) : batchSize },
      () => random.uint32() % rowCount,
    ),
  );
};

const greatest = (values: Float64Array): number => values.reduce((most, x) => Math.max(most, Math.abs(x)), 0);

/** Three runs, two of them on the same rows, of 50, 25 and 7 batches. */
function trainingOf(shape: (typeof shapes)[number]) {
  const plan = smallPlan({ ...shape, hiddenWidth, window: 4 });
  const rows = [singleRows(plan, 90, 1), singleRows(plan, 61, 2)] as const;
  const runs = ([0, 1, 0] as const).map((of, run) => ({
    rows: rows[of],
    weights: singleWeights(plan, run + 1),
    batches: batchesOf(rows[of].rowCount, shape.batchSize, [50, 25, 7][run] ?? 0, run + 1),
  }));
  return { plan, runs };
}

type Training = ReturnType<typeof trainingOf>;

async function openSet({ engine }: PageEngine, { plan, runs }: Training): Promise<RunSet> {
  const set = await engine.open(
    plan,
    runs.map(({ rows }) => rows),
  );
  for (const [run, { weights }] of runs.entries()) await set.write(run, initialState(weights));
  return set;
}

function expectSameLosses(own: readonly BatchLoss[], wanted: readonly BatchLoss[]): void {
  for (const [at, loss] of wanted.entries()) {
    expect(Object.keys(own[at]?.terms ?? {})).toEqual(Object.keys(loss.terms));
    expect(Math.abs((own[at]?.total ?? Number.NaN) - loss.total) / loss.total).toBeLessThanOrEqual(1e-4);
  }
}

/** Standardised predictions after 50 steps of their own roundings. */
function expectClose(own: Float64Array, wanted: Float64Array): void {
  expect(own.length).toBe(wanted.length);
  expect(greatest(wanted.map((x, at) => x - (own[at] ?? Number.NaN)))).toBeLessThanOrEqual(1e-3);
}

const someRows = Int32Array.from([60, 0, 30, 29, 31, 1, 2]);

describe.each(shapes)('$algorithm, $inputWidth inputs, batches of $batchSize', (shape) => {
  it(
    'gradients of the first step are those of the clear version',
    async ({ skip }) => {
      if (!page) return skip();
      const training = trainingOf(shape);
      const set = await openSet(page, training);
      await set.train(
        training.runs.map(({ batches }, run) => ({ run, batches: batches.slice(0, 1) })),
        step,
      );
      for (const [run, { rows, weights, batches }] of training.runs.entries()) {
        const [first = new Int32Array()] = batches;
        const { gradients } = lossAndGradients(training.plan, weights, rows, first);
        const { firstMoments } = await set.read(run);
        const scale = Math.max(...[...gradients.values()].map(({ values }) => greatest(values)));
        for (const [name, { values }] of gradients) {
          // After one step from nothing Adam's mean is a tenth of the gradient.
          const own = firstMoments.get(name)?.values.map((mean) => mean / (1 - 0.9));
          const worst = greatest(values.map((x, at) => x - (own?.[at] ?? Number.NaN)));
          expect(worst / scale, name).toBeLessThanOrEqual(1e-5);
        }
      }
      await set.close();
    },
    patienceMs,
  );

  it(
    '50 steps have the losses of the clear version, and predict as it does; once more, to the bit',
    async ({ skip }) => {
      if (!page) return skip();
      const training = trainingOf(shape);
      const all = training.runs.map(({ batches }, run) => ({ run, batches }));
      const expected = await openSet({ ...page, engine: referenceEngine }, training);
      const expectedLosses = await expected.train(all, step);

      const set = await openSet(page, training);
      const losses = await set.train(all, step);
      expect(losses.map(({ length }) => length)).toEqual([50, 25, 7]);
      for (const [run, ofRun] of expectedLosses.entries()) {
        expectSameLosses(losses[run] ?? [], ofRun);
        expectClose(await set.predict(run, someRows), await expected.predict(run, someRows));
      }

      const again = await openSet(page, training);
      // One run alone and in two calls: neighbours and cuts make no difference.
      const [, second] = training.runs;
      await again.train([{ run: 1, batches: second?.batches.slice(0, 4) ?? [] }], step);
      await again.train([{ run: 1, batches: second?.batches.slice(4) ?? [] }], step);
      expect(await again.read(1)).toEqual(await set.read(1));
      await set.close();
      await again.close();
    },
    patienceMs,
  );
});

describe('a training on the GPU', () => {
  it(
    'goes on to the bit in another set from the state that was read',
    async ({ skip }) => {
      if (!page) return skip();
      const training = trainingOf(shapes[0]);
      const batches = training.runs[0]?.batches ?? [];
      const [unbroken, first, second] = [
        await openSet(page, training),
        await openSet(page, training),
        await openSet(page, training),
      ];
      await unbroken.train([{ run: 0, batches: batches.slice(0, 20) }], step);
      await first.train([{ run: 0, batches: batches.slice(0, 10) }], step);
      await second.write(2, await first.read(0));
      await second.train([{ run: 2, batches: batches.slice(10, 20) }], step);
      expect(await second.read(2)).toEqual(await unbroken.read(0));
      expect(await second.readWeights(2)).toEqual((await unbroken.read(0)).weights);
    },
    patienceMs,
  );

  it(
    'ends in words once the device is gone',
    async ({ skip }) => {
      if (!page) return skip();
      const training = trainingOf(shapes[0]);
      const set = await openSet(page, training);
      await page.destroyDevice();
      expect(await set.lost).toMatch(/^The GPU was lost: /);
      await expect(set.read(0)).rejects.toThrow(/The GPU was lost: /);
      await expect(openSet(page, training)).rejects.toThrow(/The GPU was lost: /);
    },
    patienceMs,
  );
});
