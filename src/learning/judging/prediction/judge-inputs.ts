/** Which inputs of a prediction are missing or lie outside of what the model has learnt from, in words. */
import type { TrainedModel } from '../../files/model-file.ts';

/** Beyond this many deviations from the training mean an input counts as outside of what was learnt. */
const usualDeviations = 4;
/** The farthest; a foreign cell has nearly all of them out there. */
const mostNamed = 3;

export interface JudgedInputs {
  /** One sentence for each input with something to say about it. */
  readonly warnings: readonly string[];
}

interface InputColumn {
  readonly name: string;
  readonly values: readonly number[];
  readonly mean: number;
  /** 0 where the input never changed in training. */
  readonly deviation: number;
  readonly limit: number;
}

/** `inputs` [rows, I] as measured, NaN = missing; the last input is the cycle index. */
export function judgeInputs({ description, scaler }: TrainedModel, inputs: Float64Array): JudgedInputs {
  const names = [...description.features.map((name) => `"${name}"`), 'The cycle index'];
  const width = names.length;
  const judged = names.map((name, column) =>
    judgeColumn({
      name,
      values: [...inputs.filter((_, index) => index % width === column)],
      mean: scaler.inputs.mean[column] ?? 0,
      deviation: scaler.inputs.deviation[column] ?? 0,
      limit: scaler.inputLimit,
    }),
  );
  const unusual = judged
    .flatMap((column) => column.unusual ?? [])
    .sort((one, other) => other.distance - one.distance);
  const more = unusual.length - mostNamed;
  return {
    warnings: [
      ...judged.flatMap(({ missing }) => missing),
      ...unusual.slice(0, mostNamed).map(({ sentence }) => sentence),
      ...(more > 0 ? [`${more} more inputs lie further out than usual.`] : []),
    ],
  };
}

function judgeColumn(column: InputColumn) {
  const given = column.values.filter((value) => !Number.isNaN(value));
  const distances = given.map((value) => deviationsFromMean(value, column));
  const unusual = given.filter((_, index) => (distances[index] ?? 0) > usualDeviations);
  const missing = given.length < column.values.length ? [missingInWords(column, given.length)] : [];
  const farthest = distances.reduce((most, distance) => Math.max(most, distance), 0);
  const farthestValue = given[distances.indexOf(farthest)];
  if (farthestValue === undefined || farthest <= usualDeviations) return { missing, unusual: null };
  const where = shareInWords(unusual.length, column.values.length);
  const sentence = unusualInWords(column, { value: farthestValue, distance: farthest, where });
  return { missing, unusual: { distance: farthest, sentence } };
}

function deviationsFromMean(value: number, { mean, deviation }: InputColumn): number {
  if (deviation > 0) return Math.abs(value - mean) / deviation;
  // Rounding apart, the same value as ever.
  return Math.abs(value - mean) <= Math.abs(mean) * 1e-9 ? 0 : Number.POSITIVE_INFINITY;
}

function missingInWords({ name, values, mean }: InputColumn, givenCount: number): string {
  const where = shareInWords(values.length - givenCount, values.length);
  return `${name} is missing${where}; the mean of the training cycles, ${figure(mean)}, stands in for it.`;
}

interface Unusual {
  readonly value: number;
  readonly distance: number;
  readonly where: string;
}

function unusualInWords(
  { name, mean, deviation, limit }: InputColumn,
  { value, distance, where }: Unusual,
): string {
  if (deviation === 0) {
    return (
      `${name} was ${figure(mean)} in every training cycle and is ${figure(value)} here${where}; ` +
      'the model cannot take that into account.'
    );
  }
  const away = `${name} is ${figure(value)}${where}, ${figure(distance)} deviations from the training mean ${figure(mean)}`;
  return distance > limit
    ? `${away}: far outside of what the model has learnt from, and taken as ${figure(limit)} deviations.`
    : `${away}: unusual, so the answer is less sure.`;
}

const shareInWords = (count: number, all: number): string =>
  all === 1 ? '' : ` in ${count} of ${all} cycles`;

const figure = (value: number): string => String(Number(value.toPrecision(4)));
