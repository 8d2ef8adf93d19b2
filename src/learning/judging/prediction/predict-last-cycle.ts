/** One answer for a cell as it is now: its last cycle, with the cycles before it where the model looks back. */
import type { Intervals } from '../../../shared/contract/evaluation.ts';
import type { Prediction } from '../../../shared/contract/prediction.ts';
import type { TargetName } from '../../../shared/contract/model-file.ts';
import { type LabelMatch, ownLabels, trainingMeanings } from '../../../shared/domain/label-meaning.ts';
import type { MethodTable } from '../../../shared/contract/methods/define-method.ts';
import { windowOf } from '../../../shared/domain/method-facts.ts';
import type { Engine, PreparedRows } from '../../engines/engine.ts';
import type { TrainedModel } from '../../files/model-file.ts';
import { predictPrepared } from '../../predict.ts';
import { standardiseInputs } from '../../data/scaler.ts';
import { applicabilityInWords, judgeReach } from '../applicability/applicability.ts';
import { confidenceOf, widenedIntervals } from '../metrics/widened-interval.ts';
import { judgeInputs } from './judge-inputs.ts';
import { warnAboutModel } from './warn-about-model.ts';

export interface RecentCycles {
  /** [rows] oldest first; NaN = unknown */
  readonly cycleIndex: Float64Array;
  /** [rows, features of the model] row-major; NaN = missing */
  readonly features: Float64Array;
}

export type LastCycleAnswer = Pick<Prediction, 'cycle_index' | 'result' | 'warnings'>;

/** How many cycles, the last included, an answer of the model rests on. */
export const cyclesLookedAt = (
  { description }: Pick<TrainedModel, 'description'>,
  methods?: MethodTable,
): number => windowOf(description, methods) ?? 1;

/** `recent`: as many cycles as there are, at most `cyclesLookedAt`. `match`: of the cell they belong to, where there is one. */
export async function predictLastCycle(
  model: TrainedModel,
  recent: RecentCycles,
  engine: Engine,
  match: LabelMatch = ownLabels(trainingMeanings(model.description)),
): Promise<LastCycleAnswer> {
  const { targets } = model.description;
  const inputs = inputsOf(recent);
  const lastRow = recent.cycleIndex.length - 1;
  const values = await predictPrepared(model, rowsOf(model, inputs), Int32Array.of(lastRow), engine);
  const { warnings } = judgeInputs(model, inputs);
  const reach = judgeReach(model, { values: inputs, width: inputs.length / (lastRow + 1) });
  const applicability = reach.ofRow[lastRow] ?? null;
  const cycle = recent.cycleIndex[lastRow] ?? Number.NaN;
  return {
    cycle_index: Number.isNaN(cycle) ? null : cycle,
    result: {
      ...targetsOf(model, values, { match, widening: reach.widening[lastRow] ?? Number.NaN }),
      applicability,
    },
    warnings: [
      ...applicabilityInWords(applicability),
      ...warningsOfLabels(targets, match),
      ...warnings,
      ...warnAboutPadding(model, lastRow + 1),
      ...warnAboutModel(model.description),
    ],
  };
}

interface Circumstances {
  readonly match: LabelMatch;
  /** What the errors are expected to grow by; NaN where the cycle is foreign. */
  readonly widening: number;
}

/** The two targets in the labels of the cell; `values` [O] as the model says them. */
function targetsOf(
  { description: { targets, metrics } }: TrainedModel,
  values: Float64Array,
  { match, widening }: Circumstances,
) {
  const valueOf = (target: TargetName): number | null => notBelowZero(values[targets.indexOf(target)]);
  const { sohFactor, nominalCapacityAh, rulEndsAt } = match;
  const soh = times(valueOf('soh'), sohFactor);
  const rul = times(valueOf('rul'), rulEndsAt === null ? null : 1);
  const { soh: sohInterval, rul: rulInterval } = widenedIntervals(metrics.intervals, {
    soh: (sohFactor ?? Number.NaN) * widening,
    rul: widening,
  });
  return {
    soh,
    rul,
    confidence: soh === null ? null : confidenceOf(sohInterval),
    soh_interval: intervalAround(soh, sohInterval),
    rul_interval: intervalAround(rul, rulInterval),
    nominal_capacity: nominalCapacityAh,
    rul_ends_at: rul === null ? null : rulEndsAt,
  };
}

/** Null where either is unknown. */
const times = (value: number | null | undefined, factor: number | null): number | null =>
  value === null || value === undefined || factor === null ? null : value * factor;

/** [rows, I]: features, then the cycle index. */
function inputsOf({ cycleIndex, features }: RecentCycles): Float64Array {
  const featureCount = features.length / cycleIndex.length;
  const width = featureCount + 1;
  return Float64Array.from({ length: cycleIndex.length * width }, (_, at) => {
    const row = Math.floor(at / width);
    const value = at % width === featureCount ? cycleIndex[row] : features[row * featureCount + (at % width)];
    return value !== undefined && Number.isFinite(value) ? value : Number.NaN;
  });
}

/** All of one cell, labels unknown. */
function rowsOf({ description, scaler }: TrainedModel, inputs: Float64Array): PreparedRows {
  const width = description.features.length + 1;
  const rowCount = inputs.length / width;
  const labelCount = rowCount * description.targets.length;
  return {
    rowCount,
    inputs: standardiseInputs({ values: inputs, width }, scaler).values,
    targets: new Float64Array(labelCount),
    mask: new Float64Array(labelCount),
    cellStart: new Int32Array(rowCount),
  };
}

/** A model that has learnt no RUL says so anyway. */
export const warningsOfLabels = (
  targets: readonly TargetName[],
  { warnings }: LabelMatch,
): readonly string[] =>
  targets.includes('rul')
    ? warnings
    : warnings.filter((warning) => !warning.startsWith('RUL is not answered'));

const notBelowZero = (value: number | undefined): number | null =>
  value === undefined || !Number.isFinite(value) ? null : Math.max(0, value);

const intervalAround = (value: number | null, interval: Intervals['soh']): [number, number] | null =>
  value === null || interval === null
    ? null
    : [Math.max(0, value - interval.half_width), value + interval.half_width];

function warnAboutPadding(model: TrainedModel, rowCount: number): readonly string[] {
  const wanted = cyclesLookedAt(model);
  if (rowCount >= wanted) return [];
  const cycles = rowCount === 1 ? '1 cycle is' : `${rowCount} cycles are`;
  return [
    `The model looks back at ${wanted} cycles and ${cycles} there; the oldest stands in for those before it.`,
  ];
}
