import { describe, expect, it } from 'vitest';
import type { MeasuredCell } from '../../../../../src/learning/files/cell-arrays.ts';
import { referenceEngine } from '../../../../../src/learning/engines/reference/reference-engine.ts';
import type { TrainedModel } from '../../../../../src/learning/files/model-file.ts';
import { predictCells } from '../../../../../src/learning/predict.ts';
import {
  cyclesLookedAt,
  type LastCycleAnswer,
  predictLastCycle,
} from '../../../../../src/learning/judging/prediction/predict-last-cycle.ts';
import { matchLabels, trainingMeanings } from '../../../../../src/shared/domain/label-meaning.ts';
import { shareWithin } from '../../../../../src/learning/judging/metrics/error-scales.ts';
import { madeUpCell } from '../../../../support/measured-cells.ts';
import { smallModel, someIntervals } from '../../../../support/small-model.ts';

const measured = (batteryId: number, simulated = false): MeasuredCell => {
  const cell = madeUpCell({ batteryId, rowCount: 40 });
  return { ...cell, cell: { ...cell.cell, simulated } };
};
const cells = [measured(1), measured(2), measured(3)];
const metrics = { intervals: someIntervals };
const baseline = smallModel(cells, { metrics });
const bilstm = smallModel(cells, {
  algorithm: 'bilstm',
  hyperparams: { hidden_size: 4, window: 5 },
  metrics,
});

/** The last `count` of the first `rows` rows of a cell, as they would be read for an answer. */
const lastOf = ({ cycleIndex, features }: MeasuredCell, rows: number, count: number) => ({
  cycleIndex: cycleIndex.slice(rows - count, rows),
  features: features.slice((rows - count) * 2, rows * 2),
});
const ask = (model: TrainedModel, recent: ReturnType<typeof lastOf>): Promise<LastCycleAnswer> =>
  predictLastCycle(model, recent, referenceEngine);
const only = (warnings: readonly string[], words: string) => warnings.filter((one) => one.includes(words));

describe('an answer for the last cycle', () => {
  it.each(['baseline', 'deephpm', 'bilstm'] as const)(
    '%s: is what the same model says of that row of the whole cell',
    async (algorithm) => {
      const model = smallModel(cells, {
        algorithm,
        hyperparams: algorithm === 'bilstm' ? { hidden_size: 4, window: 5 } : {},
      });
      const [whole] = await predictCells(model, [measured(4)], referenceEngine);
      const answer = await ask(model, lastOf(measured(4), 30, cyclesLookedAt(model)));
      expect(answer.cycle_index).toBe(30);
      expect(answer.result.soh).toBeCloseTo(Math.max(0, whole!.soh[29]!), 12);
      expect(answer.result.rul).toBeCloseTo(Math.max(0, whole!.rul![29]!), 10);
    },
  );

  it('at the start of a cell says that its first cycle stands in for those before it', async () => {
    const [whole] = await predictCells(bilstm, [measured(4)], referenceEngine);
    const answer = await ask(bilstm, lastOf(measured(4), 2, 2));
    expect(answer.result.soh).toBeCloseTo(Math.max(0, whole!.soh[1]!), 12);
    expect(answer.warnings).toContain(
      'The model looks back at 5 cycles and 2 cycles are there; the oldest stands in for those before it.',
    );
    expect(only((await ask(bilstm, lastOf(measured(4), 9, 5))).warnings, 'looks back')).toEqual([]);
  });

  it('has the intervals of the model around it, and no less than nothing', async () => {
    const { result } = await ask(baseline, lastOf(measured(4), 20, 1));
    expect(result.soh_interval).toEqual([
      Math.max(0, result.soh! - 0.05),
      expect.closeTo(result.soh! + 0.05, 12),
    ]);
    const hopeless: TrainedModel = {
      ...baseline,
      scaler: {
        ...baseline.scaler,
        targets: { mean: Float64Array.of(-3, -100), deviation: Float64Array.of(1e-9, 1e-9) },
      },
    };
    expect((await ask(hopeless, lastOf(measured(4), 20, 1))).result).toMatchObject({
      soh: 0,
      rul: 0,
      soh_interval: [0, 0.05],
      rul_interval: [0, 10],
    });
  });

  it('is as sure as the errors on held-out cells make it, less where its inputs are unusual', async () => {
    const usual = lastOf(measured(2), 20, 1);
    const { result } = await ask(baseline, usual);
    const scales = { typical: someIntervals.soh!.typical_error!, spread: someIntervals.soh!.spread! };
    expect(result).toMatchObject({ applicability: 'usual', confidence: shareWithin(scales, 0.02) });
    const lacking = await ask(baseline, {
      ...usual,
      features: Float64Array.of(Number.NaN, usual.features[1]!),
    });
    expect(lacking.result.applicability).toBe('unusual');
    expect(lacking.result.confidence).toBeLessThan(result.confidence!);
    const widthOf = ([low, high]: readonly number[]) => high! - low!;
    expect(widthOf(lacking.result.soh_interval!)).toBeGreaterThan(widthOf(result.soh_interval!));
    expect(only(lacking.warnings, 'This is unusual for the model')).toHaveLength(1);
    const unmeasured = smallModel(cells, { metrics: { intervals: null } });
    expect((await ask(unmeasured, usual)).result.confidence).toBeNull();
  });

  it('about a foreign cell has neither interval nor confidence, and says that it means nothing', async () => {
    const usual = lastOf(measured(2), 20, 1);
    const foreign = { ...usual, features: usual.features.map((value) => value + 1e4) };
    const { result, warnings } = await ask(baseline, foreign);
    expect(result).toMatchObject({
      applicability: 'foreign',
      soh: expect.any(Number),
      confidence: null,
      soh_interval: null,
      rul_interval: null,
    });
    expect(warnings[0]).toContain('foreign to the model');
  });

  it('by a model of an older version has its intervals, and says what was not measured', async () => {
    const older = { ...baseline, description: { ...baseline.description, applicability: null } };
    const { result, warnings } = await ask(older, lastOf(measured(2), 20, 1));
    expect(result).toMatchObject({
      applicability: null,
      soh_interval: [expect.any(Number), expect.any(Number)],
    });
    expect(only(warnings, 'older version')).toHaveLength(1);
  });
});

describe('warnings about inputs', () => {
  const usual = lastOf(measured(2), 20, 1);
  const { mean, deviation } = baseline.scaler.inputs;
  const away = (deviations: number) => mean[1]! + deviations * deviation[1]!;
  /** Of the inputs one by one; what they are together stands before. */
  const warningsFor = async (first: number, second: number, cycle = 20) =>
    ofInputs(
      await ask(baseline, { cycleIndex: Float64Array.of(cycle), features: Float64Array.of(first, second) }),
    );
  const ofInputs = ({ warnings }: LastCycleAnswer) =>
    warnings.filter((warning) => !/^This is (unusual|foreign)/.test(warning));

  it('say nothing of usual ones', async () => {
    expect(await warningsFor(usual.features[0]!, away(3.9))).toEqual([]);
  });

  it('name each missing one, the cycle index too, and what stands in for it', async () => {
    const warnings = await warningsFor(Number.NaN, away(0), Number.NaN);
    expect(warnings).toEqual([
      expect.stringMatching(/^"charge time" is missing; the mean of the training cycles, [\d.]+, stands in/),
      expect.stringMatching(/^The cycle index is missing/),
    ]);
  });

  it('name an unusual one, and one that is taken as the limit', async () => {
    expect(await warningsFor(usual.features[0]!, away(5))).toEqual([
      expect.stringMatching(/^"voltage mean" is .*, 5 deviations from the training mean .* unusual/),
    ]);
    expect(await warningsFor(usual.features[0]!, away(-20))).toEqual([
      expect.stringMatching(/^"voltage mean" is .*, 20 deviations .* taken as 8 deviations\.$/),
    ]);
  });

  it('name one that never changed in training and is another here', async () => {
    const constant = cells.map((cell) => ({
      ...cell,
      features: cell.features.map((value, at) => (at % 2 === 0 ? 7 : value)),
    }));
    const model = smallModel(constant, { metrics });
    const with9 = { ...usual, features: Float64Array.of(9, usual.features[1]!) };
    const answer = await ask(model, with9);
    expect(ofInputs(answer)).toEqual([
      expect.stringContaining('"charge time" was 7 in every training cycle and is 9 here'),
    ]);
    expect(answer.result.applicability).not.toBe('usual');
    const with7 = { ...usual, features: Float64Array.of(7, usual.features[1]!) };
    expect((await ask(model, with7)).warnings).toEqual([]);
  });

  it('count the cycles of a window', async () => {
    const recent = lastOf(measured(2), 20, 5);
    recent.features[2] = Number.NaN;
    recent.features[4] = Number.NaN;
    expect((await ask(bilstm, recent)).warnings).toEqual([
      expect.stringMatching(/^"charge time" is missing in 2 of 5 cycles;/),
    ]);
  });
});

describe('warnings about the model', () => {
  const usual = lastOf(measured(2), 20, 1);
  it('say why there is no RUL', async () => {
    const ageless = [1, 2].map((batteryId) => {
      const cell = madeUpCell({ batteryId, rowCount: 40, fade: 0.1 });
      return { ...cell, cell: { ...cell.cell, simulated: false } };
    });
    const { result, warnings } = await ask(smallModel(ageless, { metrics }), usual);
    expect(result).toMatchObject({ rul: null, rul_interval: null, soh: expect.any(Number) });
    expect(warnings).toEqual(expect.arrayContaining([expect.stringContaining('RUL is unknown: none of')]));
  });

  it.each([
    ['a guessed interval', { intervals: { ...someIntervals, cells: 1 } }, 'The 90 % interval is a guess'],
    ['no interval', { intervals: null }, 'There is no interval and no confidence'],
    ['a split by cycle', { ...metrics, split_by: 'cycle' as const }, 'Confidence and interval flatter'],
  ])('%s', async (_what, changed, words) => {
    const { warnings } = await ask(smallModel(cells, { metrics: changed }), usual);
    expect(warnings).toEqual([expect.stringContaining(words)]);
  });

  it('simulated cells, all or some', async () => {
    const ofModel = async (...simulated: readonly boolean[]) => {
      const trained = simulated.map((isSimulated, index) => measured(index + 1, isSimulated));
      return (await ask(smallModel(trained, { metrics }), usual)).warnings;
    };
    expect(await ofModel(true, true)).toEqual([
      expect.stringContaining('The cells of the model are simulated'),
    ]);
    expect(await ofModel(true, false)).toEqual([
      expect.stringContaining('1 of the 2 cells of the model is simulated'),
    ]);
    expect(await ofModel(false, false)).toEqual([]);
  });
});

describe('an answer about a cell with other labels', () => {
  it('has SoH and interval in its nominal capacity, and no RUL', async () => {
    const recent = lastOf(measured(4), 30, 1);
    const own = await ask(baseline, recent);
    const match = matchLabels(trainingMeanings(baseline.description), {
      ...measured(4).cell,
      nominal_capacity_ah: 2.5,
    });
    const { result, warnings } = await predictLastCycle(baseline, recent, referenceEngine, match);
    expect(own.result).toMatchObject({ nominal_capacity: 2, rul_ends_at: 0.8 });
    expect(result.soh).toBeCloseTo(own.result.soh! * 0.8, 12);
    expect(result.soh_interval![1]).toBeCloseTo(own.result.soh_interval![1] * 0.8, 12);
    expect(result).toMatchObject({ nominal_capacity: 2.5, rul: null, rul_interval: null, rul_ends_at: null });
    expect(only(warnings, 'SoH was converted')).toHaveLength(1);
    expect(only(warnings, 'RUL is not answered')).toHaveLength(1);
  });
});
