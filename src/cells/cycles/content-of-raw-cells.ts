/** Raw cells → rows with a capacity and features, and the curves beside them. */
import type { CellContent } from '../cell-content.ts';
import { invalidFile } from '../../shared/domain/invalid-file.ts';
import { quantile } from '../quality/capacity-course.ts';
import { chooseCheckUps } from '../quality/check-ups.ts';
import { qualityEntry } from '../quality/quality-entry.ts';
import type { SkippedRepairs } from '../quality/required-repair.ts';
import { comparedEntries, type CycleRow, integratedEntry, withoutCapacityEntry } from './capacity-entries.ts';
import { capacityOfCycle } from './capacity-of-cycle.ts';
import { chargeFeatures } from './charge-features.ts';
import { cleanCycles } from './clean-cycles.ts';
import { restCurrent } from './current-sign.ts';
import { curvesOfCycles } from './curves-of-cycles.ts';
import { featureTable } from './feature-table.ts';
import { orientCurrent } from './orient-current.ts';
import type { RawCycle } from './raw-cell.ts';
import type { RawFile, RawFileCell } from './raw-file.ts';
import { unfinishedCycle } from './unfinished-cycle.ts';

export interface RawRequest {
  readonly skipped: SkippedRepairs;
  readonly nominalCapacityAh: number | null;
}

/** Throws INVALID_FILE_FORMAT where a cell has no discharge, or a needed repair is switched off. */
export function contentOfRawCells(file: RawFile, request: RawRequest): readonly CellContent[] {
  return file.cells.map((found) => contentOfRawCell(file, found, request));
}

function contentOfRawCell(file: RawFile, found: RawFileCell, request: RawRequest): CellContent {
  const { label } = found.cell;
  const clean = cleanCycles(found.cell.cycles, request.skipped);
  const restA = restCurrent(clean.cycles.flatMap(({ steps }) => steps.map(({ curve }) => curve)));
  const oriented = orientCurrent(clean.cycles, restA, request.skipped);
  const rows = rowsOfCycles(oriented.cycles, restA, request);
  if (rows.kept.every(({ capacity }) => capacity.origin === 'none')) throw noDischarge(label, clean.cycles);
  const cycles = rows.kept.map(({ cycle }) => cycle);
  const capacityAh = Float64Array.from(rows.kept, ({ capacity }) => capacity.capacityAh);
  const typicalAh = quantile(capacityAh.filter((capacity) => Number.isFinite(capacity)), 0.5); // prettier-ignore
  const charge = chargeFeatures(cycles, { restA, capacityAh: request.nominalCapacityAh ?? typicalAh });
  const features = featureTable(cycles, charge.rows);
  return {
    label,
    arrays: {
      cycleIndex: Float64Array.from(cycles, ({ cycleIndex }) => cycleIndex),
      capacityAh,
      featureNames: features.names,
      features: features.values,
    },
    curves: curvesOfCycles(cycles),
    format: file.format,
    hasCycleNumbers: true,
    rowsFound: found.rowsFound,
    cyclesFound: found.cyclesFound,
    units: file.units,
    entries: [
      ...file.entries,
      ...found.entries,
      ...found.cell.notes.map((note) => qualityEntry('other', 'info', note)),
      ...(found.cell.stepsLeftOut ?? []).map((words) => qualityEntry('steps_left_out', 'info', words)),
      ...clean.entries,
      ...oriented.entries,
      ...rows.entries,
      ...charge.entries,
      ...features.entries,
    ],
  };
}

function rowsOfCycles(cycles: readonly RawCycle[], restA: number, { skipped }: RawRequest) {
  const rows = cycles.map((cycle): CycleRow => ({ cycle, capacity: capacityOfCycle(cycle, restA) }));
  const without = rows.filter(({ capacity }) => capacity.origin === 'none');
  const isKept = skipped.has('drop_rows_without_capacity');
  const counted = isKept ? rows : rows.filter((row) => !without.includes(row));
  const measured = counted.map(({ cycle, capacity }) => ({ cycle, capacityAh: capacity.capacityAh }));
  const unfinished = unfinishedCycle(measured, restA, skipped);
  const finished = unfinished ? counted.slice(0, -1) : counted;
  const course = {
    cycleIndex: finished.map(({ cycle }) => cycle.cycleIndex),
    capacityAh: Float64Array.from(finished, ({ capacity }) => capacity.capacityAh),
  };
  const checkUps = chooseCheckUps(course, skipped);
  return {
    kept: checkUps.kept.flatMap((row) => finished[row] ?? []),
    entries: [
      ...withoutCapacityEntry(without, isKept),
      ...(unfinished ? [unfinished] : []),
      ...checkUps.entries,
      ...integratedEntry(rows.filter(({ capacity }) => capacity.origin === 'integrated')),
      ...comparedEntries(rows.filter(({ capacity }) => capacity.origin === 'stated'), restA),
    ],
  }; // prettier-ignore
}

function noDischarge(label: string | null, cycles: readonly RawCycle[]): Error {
  const where = label === null ? '' : ` in cell "${label}"`;
  return invalidFile(
    `expected discharges with a capacity above 0${where}, found ${onlyKind(cycles)} in ${cycles.length} cycles; is the ` +
      'current in amperes there, and negative while discharging?',
  );
}

function onlyKind(cycles: readonly RawCycle[]): string {
  const currents = cycles.flatMap(({ steps }) => steps.map(({ curve }) => curve));
  const restA = restCurrent(currents);
  if (!(restA > 0)) return 'no current at all';
  return currents.some(({ currentA }) => currentA.some((a) => a > restA)) ? 'charges only' : 'none';
}
