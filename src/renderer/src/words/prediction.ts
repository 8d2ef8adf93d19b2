/** Predictions in words: intervals, what a model is called in a list, what a cell is to it, what to mind. Pure. */
import type { Battery } from '../../../shared/contract/battery.ts';
import type { Intervals } from '../../../shared/contract/evaluation.ts';
import type { Applicability } from '../../../shared/contract/model-file.ts';
import type { Model } from '../../../shared/contract/model.ts';
import type { Prediction } from '../../../shared/contract/prediction.ts';
import { methods } from '../../../shared/contract/methods/index.ts';
import { spread } from './folds.ts';
import { count, cycles, percent, plural } from './number.ts';
import { sohErrors, validationErrors } from './result.ts';

type Interval = Prediction['result']['soh_interval'];

/** "91.2 to 95.6 %" */
export function sohInterval(interval: Interval): string | null {
  if (interval === null) return null;
  const [low, high] = interval.map((value) => (value * 100).toFixed(1));
  return `${low} to ${high} %`;
}

/** "250 to 370 cycles" */
export function rulInterval(interval: Interval): string | null {
  if (interval === null) return null;
  const [low, high] = interval.map((value) => count(Math.round(value)));
  return `${low} to ${high} cycles`;
}

/** "Baseline · SoH error 0.53 % · RUL error 31 cycles" */
export const modelInWords = ({ algorithm, metrics }: Pick<Model, 'algorithm' | 'metrics'>): string =>
  [
    methods[algorithm].label,
    `SoH error ${spread(validationErrors(metrics).soh, percent)}`,
    ...(metrics.val_rul_mae === null ? [] : [`RUL error ${spread(validationErrors(metrics).rul, cycles)}`]),
  ].join(' · ');

export type CellRole = 'trained' | 'validated' | 'tested' | 'new';

/** By what the model remembers; a cell that was imported again is another cell to it. */
export function roleOfCell({ metrics }: Pick<Model, 'metrics'>, batteryId: number): CellRole {
  if (metrics.training_cells.includes(batteryId)) return 'trained';
  if (metrics.validation_cells.some(({ battery_id: id }) => id === batteryId)) return 'validated';
  return metrics.test?.cells.some(({ battery_id: id }) => id === batteryId) ? 'tested' : 'new';
}

export const roleWords: Readonly<Record<CellRole, string>> = {
  trained: 'trained on',
  validated: 'chose its epoch',
  tested: 'tested it',
  new: 'new to it',
};

/** All that one should know before believing the numbers: what the program warns of, and what the cell itself is. */
export const cautionsOf = (
  warnings: readonly string[],
  cell: Pick<Battery, 'simulated'> | undefined,
): readonly string[] => [
  ...new Set([
    ...warnings,
    ...(cell?.simulated === true ? ['This cell is simulated: computed, not measured.'] : []),
  ]),
];

export const applicabilityWords: Readonly<Record<Applicability, string>> = {
  usual: 'usual',
  unusual: 'unusual',
  foreign: 'not applicable',
};

/** "In the band on 91 % of 570 cycles of 3 cells that the model was not trained on." */
export function trackRecord({ metrics }: Pick<Model, 'metrics'>): string {
  const record = metrics.intervals?.soh?.record ?? null;
  if (record === null) {
    return metrics.intervals?.soh
      ? 'No track record: a single cell judged it, so how well the band holds on another was not measured.'
      : 'No track record: no cell judged it.';
  }
  const { cells, rows, rows_inside: inside } = record;
  return `Track record: SoH was in the band on ${percentWhole(inside / rows)} of ${plural(rows, 'cycle')} of ${plural(cells, 'cell')} that it was not trained on.`;
}

/** What the width of the band rests on, and how well it held. */
export function intervalsInWords({ level, cells, soh, rul }: Intervals): readonly string[] {
  const widths = [
    ...(soh ? [`± ${points(soh.half_width)} of SoH`] : []),
    ...(rul ? [`± ${count(Math.round(rul.half_width))} cycles of RUL`] : []),
  ];
  if (widths.length === 0) return [];
  const wide = `The ${percentWhole(level)} band is ${widths.join(' and ')} wide.`;
  if (cells === 1) {
    return [wide, 'A single validation cell stands behind it, so its width is a guess for other cells.'];
  }
  const held = [...heldOf(soh?.coverage ?? null, 'SoH'), ...heldOf(rul?.coverage ?? null, 'RUL')];
  if (held.length === 0) return [wide];
  return [
    wide,
    `Each of the ${cells} held-out cells judged by the others’ errors, it held ${held.join(' and ')}.`,
  ];
}

/** Of SoH, which is in percent itself. */
const points = (share: number): string => `${(share * 100).toFixed(2)} points`;

const heldOf = (coverage: number | null, target: string): readonly string[] =>
  coverage === null ? [] : [`${percentWhole(coverage)} of the ${target}`];

const percentWhole = (share: number): string => `${Math.round(share * 100)} %`;

/** Where ridge regression on the same rows has the smaller SoH error. */
export function isWorseThanRidge({ metrics }: Pick<Model, 'metrics'>): boolean {
  const { model, ridge } = sohErrors(metrics);
  return ridge !== null && model !== null && ridge < model;
}
