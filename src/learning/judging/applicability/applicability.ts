/** Whether a model may be asked about inputs at all: usual, unusual or foreign, and what that does to its intervals. */
import type { Applicability, ModelDescription } from '../../../shared/contract/model-file.ts';
import type { Scaler, Table } from '../../data/scaler.ts';
import { median, reachOf } from './input-reach.ts';

/** Multiples of the distance of a typical left-out cell; chosen on the published cells (docs/decisions/0051). */
const usualReach = 1.5;
const foreignReach = 4;
/** Shares of missing inputs from which a row says too little to be usual, or to be answered. */
const unusualMissing = 0.25;
const foreignMissing = 0.5;

export interface JudgedReach {
  /** [rows] null for a model of an older version, which was not measured. */
  readonly ofRow: readonly (Applicability | null)[];
  /** [rows] what the errors are expected to grow by; NaN where a row is foreign. */
  readonly widening: Float64Array;
  /** Of all rows together. */
  readonly ofAll: Applicability | null;
}

type AskedModel = { readonly description: Pick<ModelDescription, 'applicability'>; readonly scaler: Scaler };

/** `inputs` in physical units, NaN = missing. */
export function judgeReach({ description, scaler }: AskedModel, inputs: Table): JudgedReach {
  const { applicability } = description;
  const rowCount = inputs.values.length / inputs.width;
  if (!applicability) {
    return {
      ofRow: new Array<null>(rowCount).fill(null),
      widening: new Float64Array(rowCount).fill(1),
      ofAll: null,
    };
  }
  const { factor, typical_distance: typicalDistance, cells } = applicability;
  const reach = reachOf({ factor, typicalDistance, cells }, scaler.inputs, inputs);
  const adjusted = reach.map((multiple, row) => Math.max(multiple, reachOfGaps(inputs, row)));
  return {
    ofRow: Array.from(adjusted, applicabilityAt),
    widening: adjusted.map((multiple) =>
      multiple > foreignReach ? Number.NaN : Math.max(1, multiple / usualReach),
    ),
    ofAll: applicabilityAt(median([...adjusted])),
  };
}

function applicabilityAt(multiple: number): Applicability {
  if (multiple > foreignReach) return 'foreign';
  return multiple > usualReach ? 'unusual' : 'usual';
}

/** What is missing lies nowhere: beyond a share of gaps a row is as far as one that lies just outside. */
function reachOfGaps({ values, width }: Table, row: number): number {
  const inputs = values.subarray(row * width, (row + 1) * width);
  const share = inputs.filter((value) => Number.isNaN(value)).length / width;
  if (share > foreignMissing) return 2 * foreignReach;
  return share > unusualMissing ? (usualReach + foreignReach) / 2 : 0;
}

export function applicabilityInWords(applicability: Applicability | null): readonly string[] {
  switch (applicability) {
    case 'foreign':
      return [
        'This is foreign to the model: its inputs lie far outside those of the training cells, so the answer means ' +
          'nothing and has no interval. Ask a model that was trained on cells of this kind.',
      ];
    case 'unusual':
      return [
        'This is unusual for the model: its inputs lie further out than those of cells that were left out of the ' +
          'training, so the interval is wider and the answer less sure.',
      ];
    case 'usual':
      return [];
    case null:
      return ['Whether the model applies was not measured: it comes from an older version.'];
  }
}
