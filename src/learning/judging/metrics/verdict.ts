/**
 * Model and references compared, in words. One error per target: SoH MAPE in percent and RUL MAE in cycles, per cell and
 * over all rows. A reference is better where its error is smaller, by more than rounding; a draw goes to the model. Cells
 * where one of both errors is unknown are not compared.
 */
import type { ReferenceErrors, ReferenceName, TargetErrors } from '../../../shared/contract/evaluation.ts';

/** The model and what stands beside it on the same rows. */
interface Compared {
  readonly soh: Pick<TargetErrors, 'mape'>;
  readonly rul: Pick<TargetErrors, 'mae'>;
  readonly references: readonly ReferenceErrors[];
}

export interface Comparison {
  readonly cells: readonly (Compared & { readonly name: string })[];
  readonly overall: Compared;
  /** What the cells are to the model, such as `validation cell`. */
  readonly cellWord: string;
}

export interface VerdictSentence {
  readonly sentence: string;
  /** A reference beats the model over all rows. */
  readonly isWarning: boolean;
}

interface Target {
  readonly name: string;
  readonly errorOf: (errors: Pick<Compared, 'soh' | 'rul'>) => number | null;
  readonly decimals: number;
  readonly unit: string;
}

const targets: readonly Target[] = [
  { name: 'SoH MAPE', errorOf: ({ soh }) => soh.mape, decimals: 2, unit: '%' },
  { name: 'RUL MAE', errorOf: ({ rul }) => rul.mae, decimals: 1, unit: 'cycles' },
];
const referenceNames: readonly ReferenceName[] = ['mean', 'linear_fade', 'ridge'];
/** Cells named in one sentence. */
const mostNamed = 3;
const roundingShare = 1e-9;

/**
 * For each target one sentence where no reference is better anywhere; else one for each reference that is better
 * somewhere, with the cells where it is and the errors over all rows, which decide whether it is a warning.
 */
export const verdictOn = (comparison: Comparison): readonly VerdictSentence[] =>
  targets.flatMap((target) => verdictOnTarget(comparison, target));

function verdictOnTarget(comparison: Comparison, target: Target): readonly VerdictSentence[] {
  const { cells, cellWord } = comparison;
  const known = cells.filter((cell) => target.errorOf(cell) !== null).length;
  if (known === 0) return [];
  const sentences = referenceNames.flatMap((name) => sentenceOn(comparison, target, name));
  if (sentences.length > 0) return sentences;
  const where = known === 1 ? `the ${cellWord}` : `every ${cellWord}`;
  return [
    { sentence: `The model is better than all references on ${where} (${target.name}).`, isWarning: false },
  ];
}

function sentenceOn(
  { cells, overall, cellWord }: Comparison,
  target: Target,
  name: ReferenceName,
): readonly VerdictSentence[] {
  const pairs = cells.flatMap((cell) =>
    pairOf(cell, target, name).map((pair) => ({ ...pair, cell: cell.name })),
  );
  const lost = pairs.filter(isLost);
  const [total] = pairOf(overall, target, name);
  const isWarning = total !== undefined && isLost(total);
  if (lost.length === 0 && !isWarning) return [];
  const whole = total ? `over all rows ${errorsInWords(total, target)}` : 'unknown over all rows';
  const where =
    lost.length === 0
      ? `over all rows, though on no single ${cellWord} (${target.name}): ${whole}`
      : `on ${lost.length} of ${pairs.length} ${cellWord}${pairs.length === 1 ? '' : 's'} (${target.name}): ${namedCells(lost, target)}; ${whole}`;
  const end = isWarning ? ', so the model adds nothing to it there' : '';
  return [{ sentence: `${nameInWords(name)} is better ${where}${end}.`, isWarning }];
}

function namedCells(lost: readonly (ErrorPair & { readonly cell: string })[], target: Target): string {
  const named = lost.slice(0, mostNamed).map((pair) => `"${pair.cell}" ${errorsInWords(pair, target)}`);
  return [...named, ...(lost.length > mostNamed ? [`and ${lost.length - mostNamed} more`] : [])].join(', ');
}

interface ErrorPair {
  readonly reference: number;
  readonly model: number;
}

function pairOf(compared: Compared, target: Target, name: ReferenceName): readonly ErrorPair[] {
  const found = compared.references.find((one) => one.name === name);
  const reference = found ? target.errorOf(found) : null;
  const model = target.errorOf(compared);
  return reference === null || model === null ? [] : [{ reference, model }];
}

const isLost = ({ reference, model }: ErrorPair): boolean => reference < model * (1 - roundingShare);

/** With more decimals where the usual ones do not tell the two apart. */
function errorsInWords({ reference, model }: ErrorPair, { decimals, unit }: Target): string {
  const isClose = reference.toFixed(decimals) === model.toFixed(decimals);
  const inWords = (error: number): string => `${error.toFixed(isClose ? decimals + 2 : decimals)} ${unit}`;
  return `${inWords(reference)} against the model’s ${inWords(model)}`;
}

function nameInWords(name: ReferenceName): string {
  switch (name) {
    case 'mean':
      return 'The training mean';
    case 'linear_fade':
      return 'Linear fade (a line through each cell’s own first measured cycles)';
    case 'ridge':
      return 'Ridge regression';
  }
}
