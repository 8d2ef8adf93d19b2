/**
 * What the labels of cells mean, and whether a model's answer is one in the labels of the cell it is asked about. SoH is
 * a fraction of a nominal capacity, so an answer in one nominal is exactly one in another; RUL counts to a threshold in
 * Ah (end of life × nominal), and to no other. Pure.
 */
import type { SpecCell } from '../contract/job-spec.ts';

export type LabelMeaning = Pick<SpecCell, 'nominal_capacity_ah' | 'end_of_life' | 'capacity_from'>;

/** How a model's answer becomes one for a cell. */
export interface LabelMatch {
  /** What its SoH is multiplied by; null where it cannot be converted. */
  readonly sohFactor: number | null;
  /** Ah that the converted SoH is a fraction of; null where the training cells differ or nothing is converted. */
  readonly nominalCapacityAh: number | null;
  /** SoH, of the cell that is asked about, at which the answered RUL ends; null where RUL is not answered. */
  readonly rulEndsAt: number | null;
  /** Why a target is not answered, or that it was converted. */
  readonly warnings: readonly string[];
}

const slack = 1e-9;
const same = (one: number, other: number): boolean => Math.abs(one - other) <= slack * Math.max(one, other);

/** Distinct values, in rising order. */
function distinct(values: readonly number[]): readonly number[] {
  const rising = [...values].sort((one, other) => one - other);
  return rising.filter((value, index) => index === 0 || !same(value, rising[index - 1] ?? 0));
}

/** Of the cells that a model was trained on; those that only judged it teach no label. */
export function trainingMeanings(model: {
  readonly cells: readonly SpecCell[];
  readonly metrics: { readonly training_cells: readonly number[] };
}): readonly LabelMeaning[] {
  const trained = model.cells.filter(({ battery_id: id }) => model.metrics.training_cells.includes(id));
  return trained.length > 0 ? trained : model.cells;
}

/** The one nominal capacity of all; null where they differ. */
export function commonNominal(cells: readonly LabelMeaning[]): number | null {
  const [first, ...others] = distinct(cells.map(({ nominal_capacity_ah: nominal }) => nominal));
  return first === undefined || others.length > 0 ? null : first;
}

/** The one SoH that the RUL of all counts to; null where they differ. */
export function commonEndOfLife(cells: readonly Pick<LabelMeaning, 'end_of_life'>[]): number | null {
  const [first, ...others] = distinct(cells.map(({ end_of_life: end }) => end));
  return first === undefined || others.length > 0 ? null : first;
}

/** For cycles that belong to no stored cell: the answer stays in the labels of the training cells. */
export function ownLabels(trained: readonly LabelMeaning[]): LabelMatch {
  const end = commonEndOfLife(trained);
  return {
    sohFactor: 1,
    nominalCapacityAh: commonNominal(trained),
    rulEndsAt: end,
    warnings: end === null ? [mixedEnds(trained)] : [],
  };
}

export function matchLabels(trained: readonly LabelMeaning[], asked: LabelMeaning): LabelMatch {
  const otherCycles = otherCapacities(trained, asked);
  if (otherCycles !== null) return refusal([otherCycles]);
  const nominals = distinct(trained.map(({ nominal_capacity_ah: nominal }) => nominal));
  const { nominal_capacity_ah: nominal } = asked;
  const isKnown = nominals.some((one) => same(one, nominal));
  const only = commonNominal(trained);
  if (!isKnown && only === null) {
    return refusal([
      `SoH and RUL are not answered: the training cells have the nominal capacities ${listed(nominals, 'Ah')} and this ` +
        `cell has ${figure(nominal)} Ah, so the answer cannot be converted. Give all cells of one product the same ` +
        'nominal capacity and train again.',
    ]);
  }
  const rul = rulOf(trained, asked);
  return {
    sohFactor: isKnown ? 1 : (only ?? nominal) / nominal,
    nominalCapacityAh: nominal,
    rulEndsAt: rul === null ? asked.end_of_life : null,
    warnings: [...(isKnown ? [] : [converted(only ?? nominal, nominal)]), ...(rul === null ? [] : [rul])],
  };
}

const refusal = (warnings: readonly string[]): LabelMatch => ({
  sohFactor: null,
  nominalCapacityAh: null,
  rulEndsAt: null,
  warnings,
});

/** A model of an older version does not say from which cycles its capacities came. */
function otherCapacities(trained: readonly LabelMeaning[], asked: LabelMeaning): string | null {
  const known = [...new Set(trained.flatMap(({ capacity_from: from }) => from ?? []))];
  const { capacity_from: from } = asked;
  if (from === null || known.length === 0 || known.includes(from)) return null;
  return (
    `SoH and RUL are not answered: the capacities of the training cells come from "${known.join('", "')}" cycles, ` +
    `those of this cell from "${from}" cycles (capacity_from), which are other measurements.`
  );
}

/** Null where the cell's RUL and the model's count to the same. */
function rulOf(trained: readonly LabelMeaning[], asked: LabelMeaning): string | null {
  const end = commonEndOfLife(trained);
  if (end === null) return mixedEnds(trained);
  const { nominal_capacity_ah: nominal, end_of_life: askedEnd } = asked;
  const hasNominal = trained.some((cell) => same(cell.nominal_capacity_ah, nominal));
  if (hasNominal && same(askedEnd, end)) return null;
  const only = commonNominal(trained);
  if (only !== null && same(end * only, askedEnd * nominal)) return null;
  const ofModel = only === null ? inPercent(end) : threshold(end, only);
  return (
    `RUL is not answered: the model counts to ${ofModel}, and the end of life of this cell is ` +
    `${threshold(askedEnd, nominal)}. RUL to one cannot be converted to the other.`
  );
}

function mixedEnds(trained: readonly LabelMeaning[]): string {
  const ends = distinct(trained.map(({ end_of_life: end }) => end)).map(inPercent);
  return (
    `RUL is not answered: the training cells count to different ends of life (${ends.join(', ')}), so the number ` +
    'would count to none of them. Give them one end of life and train again.'
  );
}

const converted = (from: number, to: number): string =>
  `SoH was converted: the model’s is a fraction of ${figure(from)} Ah, this cell’s nominal capacity is ${figure(to)} Ah.`;

const figure = (value: number): string => String(Number(value.toPrecision(4)));
const listed = (values: readonly number[], unit: string): string =>
  `${values.map(figure).join(', ')} ${unit}`;
const inPercent = (end: number): string => `SoH ${figure(end * 100)} %`;
const threshold = (end: number, nominal: number): string =>
  `${inPercent(end)} of ${figure(nominal)} Ah (${figure(end * nominal)} Ah)`;
