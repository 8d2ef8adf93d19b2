/** Features of the charge curve and the file's own numbers per cycle, as one table; what is empty throughout is left out. */
import type { QualityEntry } from '../../shared/contract/quality.ts';
import { capacityNames, compact, labelName } from '../columns/column-roles.ts';
import { chargeCurveFeatureNames } from '../features/features-of-charge-curve.ts';
import { qualityEntry } from '../quality/quality-entry.ts';
import type { RawCycle } from './raw-cell.ts';

interface FeatureTable {
  readonly names: readonly string[];
  /** [cycles, names] row-major; NaN = missing */
  readonly values: Float64Array;
  readonly entries: readonly QualityEntry[];
}

/** Numbers per cycle that a file may bring; more would be a table of another kind. */
const maxSummaries = 200;

export function featureTable(
  cycles: readonly RawCycle[],
  chargeRows: readonly (readonly number[])[] | null,
): FeatureTable {
  const summaryNames = [...new Set(cycles.flatMap(({ summary }) => Object.keys(summary)))];
  const labels = summaryNames.filter(isLabelLike);
  const summaries = summaryNames.filter((name) => !labels.includes(name)).slice(0, maxSummaries);
  const candidates = [...(chargeRows ? chargeCurveFeatureNames : []), ...summaries];
  const columns = candidates.map((name, index) =>
    cycles.map((cycle, row) => {
      const value = index < candidates.length - summaries.length ? chargeRows?.[row]?.[index] : cycle.summary[name]; // prettier-ignore
      return value !== undefined && Number.isFinite(value) ? value : Number.NaN;
    }),
  );
  const isFilled = (_: unknown, index: number): boolean => columns[index]?.some((value) => !Number.isNaN(value)) === true; // prettier-ignore
  const [names, filled] = [candidates.filter(isFilled), columns.filter(isFilled)];
  const empty = candidates.filter((name) => !names.includes(name));
  return {
    names,
    values: Float64Array.from({ length: cycles.length * names.length }, (_, index) => {
      return filled[index % names.length]?.[Math.floor(index / names.length)] ?? Number.NaN;
    }),
    entries: [
      ...leftOut(labels, 'named like a label or a capacity'),
      ...leftOut(empty, 'missing in every cycle'),
    ],
  };
}

function isLabelLike(name: string): boolean {
  const plain = compact(name);
  return labelName.test(plain) || capacityNames.some((pattern) => pattern.test(plain));
}

function leftOut(names: readonly string[], why: string): readonly QualityEntry[] {
  if (names.length === 0) return [];
  const quoted = names.map((name) => `"${name}"`).join(', ');
  return [
    qualityEntry('column_left_out', 'info', `Left out of the features: ${quoted}, ${why}.`, {
      count: names.length,
    }),
  ];
}
