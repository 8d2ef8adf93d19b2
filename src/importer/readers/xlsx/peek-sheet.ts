/** What a sheet of a workbook holds, by its first rows: samples, a table with a row per cycle, or something else. */
import { findHeader, type Header } from '../../columns/find-header.ts';
import { hasManyRowsPerCycle } from '../../columns/has-samples.ts';
import { parseClock } from '../../columns/parse-clock.ts';
import { parseNumber } from '../../columns/parse-number.ts';
import { convert, findSeriesRoles, type SeriesRoles } from '../../columns/series-roles.ts';
import type { SheetRow } from '../../columns/sheet.ts';
import type { Workbook, WorkbookSheet } from './open-workbook.ts';
import { readRows } from './read-rows.ts';

export interface PeekedSheet extends WorkbookSheet {
  readonly holds: 'samples' | 'cycles' | 'other';
  readonly header: Header | undefined;
  /** Where its first rows stand in the test. */
  readonly first: Spot;
  /** Of the last row that was looked at. */
  readonly last: Spot;
}

/** Not finite where the rows do not say it. */
interface Spot {
  readonly cycle: number;
  readonly timeS: number;
}

const peekedRows = 300;
const nowhere: Spot = { cycle: Number.NaN, timeS: Number.NaN };

/** Throws INVALID_FILE_FORMAT where the sheet is damaged. */
export async function peekSheet(workbook: Workbook, sheet: WorkbookSheet): Promise<PeekedSheet> {
  const rows = await firstRows(workbook, sheet);
  const header = findHeader(rows.map(({ record }) => record.map(String)));
  const below = rows.slice(header?.endRow ?? 0);
  const roles = header && findSeriesRoles(header.columnNames);
  const isNested = (header?.outerNames.length ?? 0) > 0;
  const hasSamples = roles !== undefined && (isNested || hasManyRowsPerCycle(below, roles, true));
  const spotAt = (index: number): Spot => (roles && !isNested ? spotOf(below.at(index), roles) : nowhere);
  return {
    ...sheet,
    header,
    holds: !header ? 'other' : hasSamples ? 'samples' : 'cycles',
    first: spotAt(0),
    last: spotAt(-1),
  };
}

async function firstRows(workbook: Workbook, sheet: WorkbookSheet): Promise<readonly SheetRow[]> {
  const rows: SheetRow[] = [];
  for await (const batch of readRows(workbook, sheet)) {
    for (const row of batch.slice(0, peekedRows - rows.length)) rows.push(row);
    if (rows.length === peekedRows) break;
  }
  return rows;
}

function spotOf(row: SheetRow | undefined, { cycles, time, clock }: SeriesRoles): Spot {
  const [cycle] = cycles;
  const number = (position: number): number => parseNumber(row?.record[position] ?? '', true) ?? Number.NaN;
  // A clock of the step, and a date, do not tell how far a test has come.
  const tells = clock === 'test' || clock === 'plain';
  return {
    cycle: cycle ? number(cycle.position) : Number.NaN,
    timeS: tells ? secondsOf(row?.record[time.position] ?? '', time) : Number.NaN,
  };
}

function secondsOf(value: string | number, time: SeriesRoles['time']): number {
  const number = parseNumber(value, true);
  if (number !== undefined) return convert(time, number);
  const clock = parseClock(String(value));
  return typeof clock === 'number' ? clock : Number.NaN;
}
