/**
 * The series of a job's curves, in the order in which they are drawn: those of every training, then the further terms of
 * each method. Chart, readout, CSV, log and the API document read this table. Another series of the loop is a row here.
 */
import { type ReferenceName, referenceNameSchema } from './evaluation.ts';
import type { MethodTable } from './methods/define-method.ts';
import { methods } from './methods/index.ts';
import type { SeriesFacts } from './series-facts.ts';

export type SeriesTable = Readonly<Record<string, SeriesFacts>>;

const ofEveryTraining = {
  train_loss: {
    label: 'train',
    description: 'What is minimised, mean over the batches of the epoch',
    role: 'total',
    color: 'blue',
    hasDeviation: true,
  },
  val_loss: {
    label: 'validation',
    description: 'Mean squared error on the validation rows, standardised, the same for every algorithm',
    role: 'total',
    color: 'vermilion',
    hasDeviation: true,
  },
  data_loss: {
    label: 'data term',
    description: 'The part of train_loss that measures the distance from the labels',
    role: 'term',
    color: 'orange',
  },
  val_soh_mape: {
    label: 'validation SoH error',
    description: 'Mean absolute percentage error of the SoH on the validation rows, percent',
    role: 'error',
    color: 'sky',
    hasDeviation: true,
  },
} as const satisfies SeriesTable;

export const seriesOf = (table: MethodTable): SeriesTable => ({
  ...ofEveryTraining,
  ...Object.fromEntries(Object.values(table).flatMap((method) => Object.entries(method.series))),
});

export const seriesTable = seriesOf(methods);

/** With several trainings in one job a series is their mean, and this one how far they lie apart. */
export const deviationOf = (name: string): string => `${name}_deviation`;

/** A reference's validation loss, the same in every epoch. */
export const lossOfReference = (name: ReferenceName): `${ReferenceName}_val_loss` => `${name}_val_loss`;

/** Every series that there may be, by name, with what it is. */
export const describedSeries = (
  table: SeriesTable,
): readonly (readonly [name: string, description: string])[] => [
  ...Object.entries(table).map(([name, { description }]) => [name, description] as const),
  ...Object.entries(table)
    .filter(([, { hasDeviation }]) => hasDeviation)
    .map(([name]) => [deviationOf(name), `With folds: standard deviation of ${name} over the runs`] as const),
  ...referenceNameSchema.options.map(
    (name) => [lossOfReference(name), `val_loss of the reference ${name}, the same in every epoch`] as const,
  ),
];
