/** A MATLAB file → its cells: curves with their layout, or vectors side by side as a table or as samples. */
import type { Quality } from '../../../shared/contract/quality.ts';
import type { CellContent } from '../../../cells/cell-content.ts';
import { cellsOfTable } from '../../columns/cells-of-table.ts';
import { rawFileOfSamples } from '../../columns/raw-file-of-samples.ts';
import { findSeriesRoles } from '../../columns/series-roles.ts';
import { cellsOfMat } from './cells-of-mat.ts';
import type { MatTable } from './plain-tables.ts';
import { samplesOfColumns, tableOfColumns } from './mat-columns.ts';
import { contentOfRawCells, type RawRequest } from '../../../cells/cycles/content-of-raw-cells.ts';
import type { RawCell } from '../../../cells/cycles/raw-cell.ts';
import type { RawFile } from '../../../cells/cycles/raw-file.ts';
import { qualityEntry } from '../../../cells/quality/quality-entry.ts';

const formats = { 'mat-v5': 'mat_v5', 'mat-v7.3': 'mat_v7.3' } as const;

/** Throws INVALID_FILE_FORMAT, with the place in the file. */
export async function readMat(
  file: { readonly path: string; readonly filename: string },
  request: RawRequest,
): Promise<readonly CellContent[]> {
  const content = await cellsOfMat(file.path, file.filename);
  const format = formats[content.format];
  if (content.kind === 'raw') return contentOfRawCells(rawFileOfCells(content.cells, format), request);
  return content.tables.flatMap((table) => cellsOfColumns(table, format, request));
}

function rawFileOfCells(cells: readonly RawCell[], format: Quality['format']): RawFile {
  const measured = { time: 's', voltage: 'V', current: 'A', temperature: '°C', capacity: 'Ah' };
  return {
    format,
    hasCycleNumbers: true,
    units: Object.fromEntries(
      Object.entries(measured).map(([name, unit]) => [name, { unit, assumed: true }] as const),
    ),
    entries: [
      qualityEntry(
        'unit_assumed',
        'info',
        'MATLAB files name no units: those of the published layout assumed.',
      ),
    ],
    cells: cells.map((cell) => ({
      cell,
      entries: [],
      rowsFound: cell.cycles
        .flatMap(({ steps }) => steps)
        .reduce((sum, { curve }) => sum + curve.timeS.length, 0),
      cyclesFound: cell.cycles.length,
    })),
  };
}

function cellsOfColumns(
  table: MatTable,
  format: Quality['format'],
  request: RawRequest,
): readonly CellContent[] {
  const notes = table.notes.map((note) => qualityEntry('column_left_out', 'info', note));
  const roles = findSeriesRoles(table.columns.map(({ name }) => name));
  const samples = roles && samplesOfColumns(table, roles);
  const cells = samples
    ? contentOfRawCells({ ...rawFileOfSamples({ ...samples, entries: notes }), format }, request)
    : cellsOfTable(tableOfColumns(table, { format, entries: notes }), request.skipped);
  return cells.map((cell) => ({ ...cell, label: labelOf(table.label, cell.label) }));
}

function labelOf(table: string | null, cell: string | null): string | null {
  if (table === null || cell === null) return table ?? cell;
  return `${table} ${cell}`;
}
