/** MATLAB files: curves with their layout, or vectors side by side as a sheet. */
import type { ContentName } from '../../../shared/contract/formats.ts';
import { qualityEntry } from '../../../cells/quality/quality-entry.ts';
import type { RawCell } from '../../../cells/cycles/raw-cell.ts';
import type { RawFile } from '../../../cells/cycles/raw-file.ts';
import type { Sheet, SheetRow } from '../../columns/sheet.ts';
import type { Reader } from '../reader.ts';
import { cellsOfMat } from './cells-of-mat.ts';
import { looksLikeMat } from './detect-mat.ts';
import type { MatTable } from './plain-tables.ts';

const contents = { 'mat-v5': 'mat_v5', 'mat-v7.3': 'mat_v7.3' } as const;

export const matReader: Reader = {
  formats: ['mat'],
  recognises: looksLikeMat,
  read: async ({ path, filename }) => {
    const found = await cellsOfMat(path, filename);
    const content = contents[found.format];
    return found.kind === 'raw'
      ? { kind: 'raw', file: rawFileOfCells(found.cells, content) }
      : { kind: 'sheets', sheets: found.tables.map((table) => sheetOf(table, content)) };
  },
};

function rawFileOfCells(cells: readonly RawCell[], format: ContentName): RawFile {
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

function sheetOf({ label, columns, notes }: MatTable, content: ContentName): Sheet {
  return {
    label,
    columnNames: columns.map(({ name }) => name),
    batches: [rowsOf(columns)],
    lineName: 'row',
    hasDecimalComma: false,
    content: { ofCycles: content, ofSamples: content },
    entries: notes.map((note) => qualityEntry('column_left_out', 'info', note)),
  };
}

function rowsOf(columns: MatTable['columns']): readonly SheetRow[] {
  const rowCount = columns[0]?.values.length ?? 0;
  return Array.from({ length: rowCount }, (_, row) => ({
    record: columns.map(({ values }) => values[row] ?? Number.NaN),
    line: row + 1,
  }));
}
