/** All that the rows of a cell tell once its nominal capacity and its end of life are known: said anew where they change. */
import type { Quality, QualityEntry } from '../../shared/contract/quality.ts';
import { capacityOutliers } from './capacity-outliers.ts';
import { type CellLife, checkLife } from './check-life.ts';
import { impossibleCapacity } from './impossible-capacity.ts';
import { interpolatedLabels } from './interpolated-labels.ts';
import { qualityEntry } from './quality-entry.ts';

export interface RowsToJudge extends CellLife {
  /** Why the nominal capacity is a guess; null: somebody knows it. */
  readonly nominalNote: string | null;
}

export function judgeRows(rows: RowsToJudge): readonly QualityEntry[] {
  const course = { ...rows, isNominalAssumed: rows.nominalNote !== null };
  return [
    ...capacityOutliers(course),
    ...impossibleCapacity(course),
    ...interpolatedLabels(course),
    ...checkLife(course),
    ...(rows.nominalNote === null ? [] : [qualityEntry('nominal_assumed', 'warning', rows.nominalNote)]),
  ];
}

const codesOfRows: readonly QualityEntry['code'][] = [
  'capacity_dip',
  'capacity_spike',
  'capacity_jump',
  'capacity_impossible',
  'capacity_interpolated',
  'starts_below_end_of_life',
  'censored',
  'short_life',
  'cycles_missing',
  'capacity_rises',
  'nominal_assumed',
];

/** A table whose rows count as cycles says so of its rows; samples that the current cut say it of the file. */
export const countsRows = ({ format, entries }: Quality): boolean =>
  !format.endsWith('time_series') &&
  format !== 'bdf' &&
  entries.some(({ code }) => code === 'rows_may_not_be_cycles');

/** The report with what its rows tell in place of what they told before. `earlierNote`: of reports that had no code for it. */
export function judgeAgain(quality: Quality, rows: RowsToJudge, earlierNote: string | null): Quality {
  const isOfRows = ({ code, message }: QualityEntry): boolean =>
    codesOfRows.includes(code) ||
    message === earlierNote ||
    (code === 'rows_may_not_be_cycles' && !rows.hasCycleNumbers);
  return {
    ...quality,
    units: { ...quality.units, nominal_capacity: { unit: 'Ah', assumed: rows.nominalNote !== null } },
    entries: [...quality.entries.filter((entry) => !isOfRows(entry)), ...judgeRows(rows)],
  };
}
