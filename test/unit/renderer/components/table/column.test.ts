import { describe, expect, it } from 'vitest';
import {
  type Column,
  nextSorting,
  searchRows,
  sortRows,
  tableAsTsv,
} from '../../../../../src/renderer/src/components/table/column.ts';

interface Row {
  readonly name: string;
  readonly loss: number | null;
}
const rows: readonly Row[] = [
  { name: 'run 10', loss: 0.3 },
  { name: 'run\t9', loss: null },
  { name: 'other', loss: 0.1 },
];
const columns: readonly Column<Row>[] = [
  {
    key: 'name',
    title: 'Name',
    track: '1fr',
    draw: String,
    text: ({ name }) => name,
    order: ({ name }) => name,
  },
  {
    key: 'loss',
    title: 'Loss',
    track: '1fr',
    draw: String,
    text: ({ loss }) => String(loss ?? ''),
    order: ({ loss }) => loss,
  },
];
const names = (list: readonly Row[]) => list.map(({ name }) => name);

describe('a table', () => {
  it('sorts numbers by size with missing ones last, either way', () => {
    expect(names(sortRows(rows, columns, { key: 'loss', direction: 'ascending' }))).toEqual([
      'other',
      'run 10',
      'run\t9',
    ]);
    expect(names(sortRows(rows, columns, { key: 'loss', direction: 'descending' }))).toEqual([
      'run 10',
      'other',
      'run\t9',
    ]);
    expect(sortRows(rows, columns, null)).toBe(rows);
  });

  it('a heading pressed three times is back at the list’s own order', () => {
    const once = nextSorting(null, 'loss');
    const twice = nextSorting(once, 'loss');
    expect([once?.direction, twice?.direction, nextSorting(twice, 'loss')]).toEqual([
      'ascending',
      'descending',
      null,
    ]);
    expect(nextSorting(twice, 'name')).toEqual({ key: 'name', direction: 'ascending' });
  });

  it('finds rows that contain every word', () => {
    expect(names(searchRows(rows, columns, 'RUN 0.3'))).toEqual(['run 10']);
    expect(searchRows(rows, columns, '  ')).toBe(rows);
  });

  it('copies as lines of cells, whatever stands in them', () => {
    expect(tableAsTsv(rows, columns)).toBe('Name\tLoss\nrun 10\t0.3\nrun 9\t\nother\t0.1');
  });
});
