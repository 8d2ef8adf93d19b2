/** Columns that a person named: applied, remembered by their line of names, and refused in words. */
import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { previewFile } from '../../../src/importer/preview-file.ts';
import type { ImportMapping } from '../../../src/shared/contract/import-mapping.ts';
import type { FileToRead } from '../../../src/shared/contract/importer-messages.ts';
import { createImportFolder, type ImportFolder } from '../../support/import-here.ts';
import { cycledCellCsv } from '../../support/cycled-cell.ts';

let folder: ImportFolder;
let uploads: string;
beforeAll(async () => {
  folder = await createImportFolder();
  uploads = await mkdtemp(join(tmpdir(), 'cellwright-preview-'));
});
afterAll(async () => {
  await folder.close();
  await rm(uploads, { recursive: true });
});

const mappingOf = (columns: ImportMapping['columns'], more: Partial<ImportMapping> = {}): ImportMapping => ({
  columns,
  content: null,
  header_line: null,
  ...more,
});
const column = (name: string, unit: string | null = null) => ({ column: name, unit });

async function preview(content: string, request: Partial<FileToRead> = {}) {
  const path = join(uploads, 'upload');
  await writeFile(path, content);
  const answers = { nominal_capacity: null, end_of_life: 0.8, skip_repairs: [] };
  return previewFile({ path, filename: 'own.csv', ...answers, ...request });
}

const rows = Array.from({ length: 60 }, (_, row) => `${row + 1};x;${2000 - 10 * row};${300 - row}`);
/** Names that nothing knows, below two lines about the test. */
const unnamed = ['Pruefstand 7', '', 'n;Notiz;Q_ent;Q_lad', ...rows].join('\n');
const ofUnnamed = mappingOf({ cycle: column('n'), capacity: column('Q_ent', 'mAh') });

describe('a table whose names say nothing', () => {
  it('is refused in a preview that shows its columns and first rows all the same', async () => {
    const { cells, refused, tables } = await preview(unnamed.replace('Pruefstand 7\n\n', ''));
    expect(cells).toEqual([]);
    expect(refused?.details[0]?.issue).toMatch(/expected a column with the discharge capacity/);
    expect(tables[0]).toMatchObject({ header_line: 1, content: null });
    expect(tables[0]?.columns.map(({ name, role }) => [name, role])).toEqual([
      ['n', null],
      ['Notiz', null],
      ['Q_ent', null],
      ['Q_lad', null],
    ]);
    expect(tables[0]?.rows[0]).toEqual(['1', 'x', '2000', '300']);
  });

  it('comes in by the columns and the unit that a person names, wherever their line stands', async () => {
    const cell = await folder.importOne(unnamed, { mapping: ofUnnamed });
    expect((await folder.arraysOf(cell))['capacity_ah']?.slice(0, 2)).toEqual([2, 1.99]);
    expect(cell.features).toEqual(['Q_lad']);
    expect(cell.quality.units['capacity']).toEqual({ unit: 'mAh', assumed: false });
    expect(cell.quality.entries.map(({ message }) => message).join('\n')).toMatch(
      /Columns are read as was asked for: cycle "n", capacity "Q_ent"/,
    );
  });

  it('shows in the preview what the import would store', async () => {
    const { cells, tables, mapping } = await preview(unnamed, { mapping: ofUnnamed });
    const imported = await folder.importOne(unnamed, { mapping: ofUnnamed, nominal_capacity: null });
    const { dataset_hash, curves_hash, notes, ...described } = imported;
    expect(cells).toMatchObject([
      { ...described, capacity: (await folder.arraysOf(imported))['capacity_ah'] },
    ]);
    expect([dataset_hash.length, curves_hash, notes.length]).toEqual([64, null, expect.any(Number)]);
    expect(tables[0]).toMatchObject({ header_line: 3, content: 'cycles', mapping_name: null });
    expect(mapping).toEqual(ofUnnamed);
  });

  it('is known again by its line of names, and by no other', async () => {
    const known = { name: 'Stand 7', header: [' N', 'notiz', 'Q_ent', 'Q_lad'], mapping: ofUnnamed };
    const cell = await folder.importOne(unnamed, { known_mappings: [known] });
    expect(cell.quality.entries[0]?.message).toMatch(/as remembered under "Stand 7"/);
    const other = { ...known, header: ['n', 'Notiz', 'Q_ent'] };
    expect(await folder.issueOf(unnamed, { known_mappings: [other] })).toMatch(/discharge capacity/);
  });

  it.each([
    ['a column that is not there', mappingOf({ capacity: column('Q_x') }), /"Q_x" that the mapping names/],
    ['a unit that is none', mappingOf({ capacity: column('Q_ent', 'km') }), /found "km"/],
    ['a line that is none', { ...ofUnnamed, header_line: 290 }, /line 290/],
    [
      'samples without columns for them',
      { ...ofUnnamed, content: 'samples' as const },
      /time, voltage and current/,
    ],
    ['no capacity at all', mappingOf({ cycle: column('n') }), /discharge capacity/],
  ])('is refused for %s', async (_what, mapping, issue) => {
    expect(await folder.issueOf(unnamed, { mapping })).toMatch(issue);
  });
});

describe('a mapping of samples', () => {
  const samples = cycledCellCsv(4);

  it('gives the cycles that the names would', async () => {
    const named = await folder.importOne(samples);
    const [names = '', ...lines] = samples.split('\n');
    const renamed = names.split(',').map((name, index) => [name, `Kanal ${index}`] as const);
    const known = renamed.map(([, name]) => name);
    const roleOf = (pattern: RegExp) => {
      const found = renamed.find(([name]) => pattern.test(name));
      if (!found) throw new Error(`the sample has no column ${String(pattern)}: ${names}`);
      return column(found[1]);
    };
    const mapping = mappingOf({
      time: roleOf(/time/i),
      voltage: roleOf(/volt/i),
      current: roleOf(/current/i),
      cycle: roleOf(/cycle/i),
    });
    const content = [known.join(','), ...lines].join('\n');
    const mapped = await folder.importOne(content, { mapping });
    const [asNamed, asMapped] = [await folder.arraysOf(named), await folder.arraysOf(mapped)];
    expect(asMapped['cycle_index']).toEqual(asNamed['cycle_index']);
    expect(asMapped['capacity_ah']).toEqual(asNamed['capacity_ah']);
  });

  it('may say that there is no cycle column: then the current cuts the cycles', async () => {
    const cell = await folder.importOne(samples, { mapping: mappingOf({ cycle: null }) });
    expect(cell.quality.entries.map(({ code }) => code)).toContain('rows_may_not_be_cycles');
  });

  it('shows which of two columns was passed over', async () => {
    const { tables } = await preview(
      ['Date_Time,Test_Time(s),Voltage(V),Current(A),Cycle_Index', ...samplesOfArbin()].join('\n'),
    );
    expect(tables[0]?.columns).toMatchObject([
      { name: 'Date_Time', role: 'time', chosen: false },
      { name: 'Test_Time(s)', role: 'time', unit: 's', chosen: true },
      { role: 'voltage', unit: 'V', chosen: true },
      { role: 'current', unit: 'A', chosen: true },
      { role: 'cycle', chosen: true },
    ]);
  });
});

it('a preview leaves nothing on disk', async () => {
  await preview(unnamed, { mapping: ofUnnamed });
  expect(await readdir(uploads)).toEqual(['upload']);
});

function samplesOfArbin(): readonly string[] {
  return Array.from({ length: 200 }, (_, index) => {
    const isCharge = index % 100 < 50;
    const voltage = isCharge ? 3 + (index % 100) / 50 : 4 - (index % 50) / 50;
    return `2024-03-01 00:00:00,${index * 60},${voltage},${isCharge ? 2 : -2},${Math.floor(index / 100) + 1}`;
  });
}
