import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { decodeSafetensors } from '../../../src/learning/files/safetensors.ts';
import { importFile } from '../../../src/importer/import-file.ts';
import type { FileImportRequest, ImportedCell } from '../../../src/shared/contract/importer-messages.ts';
import { AppError } from '../../../src/shared/domain/app-error.ts';

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'cellwright-csv-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

async function importAll(content: string | Uint8Array, request: Partial<FileImportRequest> = {}) {
  const path = join(folder, 'upload');
  await writeFile(path, content);
  return importFile({
    kind: 'file',
    path,
    filename: 'cell.csv',
    nominal_capacity: 2,
    end_of_life: 0.8,
    skip_repairs: [],
    staging_folder: folder,
    ...request,
  });
}

async function importOne(content: string | Uint8Array, request: Partial<FileImportRequest> = {}) {
  const cells = await importAll(content, request);
  expect(cells).toHaveLength(1);
  const cell = cells[0]!;
  return { cell, arrays: await arraysOf(cell) };
}

async function arraysOf(cell: ImportedCell) {
  const { tensors } = decodeSafetensors(await readFile(join(folder, `${cell.dataset_hash}.safetensors`)));
  const values = (name: string): number[] => [...tensors.get(name)!.values];
  return { cycles: values('cycle_index'), capacity: values('capacity_ah'), features: values('features') };
}

async function issueOf(
  content: string | Uint8Array,
  request: Partial<FileImportRequest> = {},
): Promise<string> {
  const error: unknown = await importAll(content, request).catch((caught: unknown) => caught);
  expect(error).toBeInstanceOf(AppError);
  const { code, details } = error as AppError;
  expect(code).toBe('INVALID_FILE_FORMAT');
  expect(details).toHaveLength(1);
  expect(details![0]!.field).toBe('file');
  return details![0]!.issue;
}

describe('a plain table', () => {
  it('has cycles, capacity and every further numeric column as a feature', async () => {
    const { cell, arrays } = await importOne('cycle,capacity,ir,temp\n1,2,0.1,25\n2,1.9,0.2,-3e1\n');
    expect(cell).toMatchObject({
      label: null,
      total_cycles: 2,
      features: ['ir', 'temp'],
      nominal_capacity: 2,
      end_of_life_cycle: null,
      notes: [],
    });
    expect(arrays).toEqual({ cycles: [1, 2], capacity: [2, 1.9], features: [0.1, 25, 0.2, -30] });
  });

  it('may have no feature at all, and no cycle column: then the row number counts', async () => {
    const { cell, arrays } = await importOne('capacity\n2\n\n1.9\n');
    expect(arrays).toEqual({ cycles: [1, 2], capacity: [2, 1.9], features: [] });
    expect(cell.notes).toEqual([
      expect.stringMatching(
        /^The file has no cycle column: the row number counts as cycle, so RUL counts rows/,
      ),
    ]);
  });

  it.each([
    ['semicolons and decimal commas', 'Cycle;Capacity;r\r\n1;2,0;0,5\r\n2;1,9;,25\r\n'],
    ['tabs', 'Cycle\tCapacity\tr\n1\t2.0\t0.5\n2\t1.9\t.25'],
    ['a byte order mark', '\uFEFFCycle,Capacity,r\n1,2,0.5\n2,1.9,0.25'],
    ['quotes', '"Cycle","Capacity","r"\n"1","2.0","0.5"\n"2","1.9","0.25"\n'],
    ['old line ends', 'Cycle,Capacity,r\r1,2,0.5\r2,1.9,0.25\r'],
    ['the first line that Excel understands', 'sep=;\nCycle;Capacity;r\n1;2;0.5\n2;1.9;0.25\n'],
    ['an index column without a name', ',Cycle,Capacity,r\n0,1,2,0.5\n1,2,1.9,0.25\n'],
    ['separators without end', 'Cycle,Capacity,r,,\n1,2,0.5,,\n2,1.9,0.25,,\n,,,,\n'],
    ['UTF-16', Buffer.from('\uFEFFCycle\tCapacity\tr\n1\t2\t0.5\n2\t1.9\t0.25\n', 'utf16le')],
  ])('is read with %s', async (_, content) => {
    const { cell, arrays } = await importOne(content);
    expect(cell.features).toEqual(['r']);
    expect(arrays).toEqual({ cycles: [1, 2], capacity: [2, 1.9], features: [0.5, 0.25] });
  });

  it.each([
    ['cycle_index', 'Discharge_Capacity(Ah)'],
    ['cycle_number', 'capacity_ah'],
    ['Cycle Number', 'QDischarge'],
    ['CYCLE', 'Capacity (Ah)'],
    ['Cycle_Index', 'discharge capacity / Ah'],
    ['Cycle Index', 'DChg. Cap.(Ah)'],
    ['Zyklus', 'Entladekapazität [Ah]'],
    ['循环号', '放电容量(Ah)'],
  ])('knows the names %s and %s', async (cycle, capacity) => {
    const { arrays } = await importOne(`x,${cycle},${capacity}\n0.5,7,2\n0.5,8,1.9\n`);
    expect(arrays).toMatchObject({ cycles: [7, 8], capacity: [2, 1.9] });
  });

  it('in mAh is converted', async () => {
    const { cell, arrays } = await importOne('cycle,Capacity (mAh)\n1,2000\n2,1900\n');
    expect(arrays.capacity).toEqual([2, 1.9]);
    expect(cell.notes).toEqual(['"Capacity (mAh)" was converted to Ah.']);
  });

  it('with umlauts of an old Windows is read, and says so', async () => {
    const { cell } = await importOne(Buffer.from('cycle,capacity,T (°C)\n1,2,25\n', 'latin1'));
    expect(cell.features).toEqual(['T (°C)']);
    expect(cell.notes.join()).toContain('not UTF-8');
  });

  it('prefers discharge capacity and keeps other capacities of the same kind out of the features', async () => {
    const { cell, arrays } = await importOne('cycle,capacity,QD,charge_capacity\n1,3,2,2.1\n2,3,1.9,2\n');
    expect(arrays.capacity).toEqual([2, 1.9]);
    expect(cell.features).toEqual(['charge_capacity']);
    expect(cell.notes).toEqual(['Left out: "capacity"; the capacity is taken from "QD".']);
  });

  it('keeps labels in disguise, words and empty columns out of the features', async () => {
    const table = 'cycle,capacity,SoH,RUL,remaining_cycles,State of Health (%),mode,gone,ir\n';
    const { cell } = await importOne(`${table}1,2,1,9,9,100,fast,,1\n2,1.9,0.95,8,8,95,slow,,1\n`);
    expect(cell.features).toEqual(['ir']);
    expect(cell.notes).toEqual([
      expect.stringContaining('"SoH", "RUL", "remaining_cycles", "State of Health (%)", named like a label'),
      'Left out: "mode", which is not a column of numbers (for example "fast").',
      'Left out: "gone", which is empty.',
    ]);
  });
});

describe('values that are missing', () => {
  it('in features become NaN and are counted', async () => {
    const { cell, arrays } = await importOne(
      'cycle,capacity,a,b\n1,2,inf,1\n2,2,,x\n3,2,NaN,3\n4,2,-Inf,4\n5,2,5,5\n',
    );
    expect(arrays.features).toEqual([NaN, 1, NaN, NaN, NaN, 3, NaN, 4, 5, 5]);
    expect(cell.notes).toEqual([
      'Missing values (empty or NaN) by feature: a 2.',
      'Values that are infinite or no number count as missing, by feature: a 2, b 1 (line 2, 3, 5).',
    ]);
  });

  it('in the capacity drop the row, and the numbering of the others stays', async () => {
    const { cell, arrays } = await importOne('capacity\n2\ninf\n0\n-1\nabc\nNaN\n"" \n1.9\n');
    expect(arrays).toMatchObject({ cycles: [1, 8], capacity: [2, 1.9] });
    expect(cell.notes[0]).toBe(
      'Dropped 6 rows whose capacity is missing or not above 0: line 3, 4, 5, 6, 7 and 1 more.',
    );
  });

  it('in the cycle column drop the row', async () => {
    const { cell, arrays } = await importOne('cycle,capacity\n1,2\n,2\n2.5,2\n3,1.9\n');
    expect(arrays.cycles).toEqual([1, 3]);
    expect(cell.notes[0]).toBe('Dropped 2 rows whose cycle is not a whole number: line 3, 4.');
    expect(cell.notes[1]).toMatch(/^1 cycle number is missing/);
  });
});

describe('cycles out of order', () => {
  it('are sorted, which is said', async () => {
    const { cell, arrays } = await importOne('cycle,capacity\n3,1.8\n1,2\n2,1.9\n');
    expect(arrays).toMatchObject({ cycles: [1, 2, 3], capacity: [2, 1.9, 1.8] });
    expect(cell.notes).toEqual([
      'The rows were not in the order of their cycles; they were sorted by cycle (first at line 2).',
    ]);
  });

  it('and repeated now and then: the first row of a cycle counts', async () => {
    const rows = Array.from({ length: 20 }, (_, row) => `${row + 1},${2 - row / 100}`);
    const { cell, arrays } = await importOne(['cycle,capacity', ...rows, '20,9'].join('\n'));
    expect(arrays.cycles).toHaveLength(20);
    expect(arrays.capacity.at(-1)).toBe(1.81);
    expect(cell.notes).toEqual(['Dropped 1 row whose cycle had stood in an earlier row: line 22.']);
  });

  it('and repeated all the time are refused: that is a time series', async () => {
    expect(await issueOf('cycle,capacity\n1,2\n1,2\n2,2\n2,2\n')).toMatch(
      /^expected one row per cycle, found 4 rows for 2 cycle numbers/,
    );
  });
});

describe('several cells in one file', () => {
  it('become several, each with its own rows', async () => {
    const cells = await importAll('Battery ID,cycle,capacity,a\nB5,1,2,5\nB6,1,1.5,6\nB5,2,1.9,5\nB6,2,,6\n');
    expect(cells.map(({ label, total_cycles }) => [label, total_cycles])).toEqual([
      ['B5', 2],
      ['B6', 1],
    ]);
    expect(await arraysOf(cells[0]!)).toEqual({ cycles: [1, 2], capacity: [2, 1.9], features: [5, 5] });
    expect(cells[1]!.notes).toEqual(['Dropped 1 row whose capacity is missing or not above 0: line 5.']);
  });

  it('without a cycle column are numbered each from 1', async () => {
    const cells = await importAll('cell,capacity\na,2\nb,2.1\na,1.9\nb,2\n');
    expect((await arraysOf(cells[1]!)).cycles).toEqual([1, 2]);
  });

  it('are one cell where the column says the same in every row', async () => {
    const { cell } = await importOne('cell,cycle,capacity\na,1,2\na,2,1.9\n');
    expect(cell).toMatchObject({ label: null, features: [] });
  });
});

describe('nominal capacity', () => {
  it.each([
    [[1.9, 1.91, 1.971, 1.95], 2],
    [[1.126, 1.124, 1.12], 1.1],
    [[0.735], 0.73],
    [[3.287, 9.9, 3.28, 3.27], 3.3],
  ])('of %j is assumed to be %f Ah, and that is said', async (capacities, nominal) => {
    const { cell } = await importOne(`capacity\n${capacities.join('\n')}\n`, { nominal_capacity: null });
    expect(cell.nominal_capacity).toBe(nominal);
    expect(cell.nominal_capacity_note).toContain(`${nominal} Ah assumed`);
  });

  it('is taken as given, with the end of life that follows', async () => {
    const table = 'cycle,capacity\n10,2\n11,1.5\n12,1.5\n13,1.5\n';
    const { cell } = await importOne(table, { nominal_capacity: 2, end_of_life: 0.8 });
    expect(cell).toMatchObject({ nominal_capacity: 2, nominal_capacity_note: null, end_of_life_cycle: 11 });
    const { cell: easier } = await importOne(table, { nominal_capacity: 2, end_of_life: 0.7 });
    expect(easier.end_of_life_cycle).toBeNull();
    expect(easier.dataset_hash).toBe(cell.dataset_hash);
  });
});

it('single rows that stand apart from their neighbours are told, and stay', async () => {
  const { cell, arrays } = await importOne('capacity\n2\n1.99\n1.5\n1.98\n1.97\n2.2\n1.97\n1.96\n');
  expect(arrays.capacity).toHaveLength(8);
  expect(cell.notes.slice(0, 2)).toEqual([
    'A single-row dip in capacity, kept as measured: cycle 3.',
    'A single-row spike in capacity, kept as measured: cycle 6.',
  ]);
});

it('the same cycles under another name have the same hash, other cycles another', async () => {
  const hashOf = async (content: string) => (await importOne(content)).cell.dataset_hash;
  const hash = await hashOf('cycle,capacity,a\n1,2,3\n');
  expect(await hashOf('Cycle;a;Capacity (Ah)\r\n1;3,0;2,0\r\n')).toBe(hash);
  expect(await hashOf('cycle,capacity,b\n1,2,3\n')).not.toBe(hash);
  expect(await hashOf('cycle,capacity,a\n1,2,4\n')).not.toBe(hash);
});

describe('a file that is no table of cycles is refused with what was expected and found', () => {
  it.each<[string, string | Uint8Array, string]>([
    ['nothing', '', 'expected a CSV table, found an empty file'],
    ['empty lines', '\n\n \n', 'expected a line with column names, found nothing but empty lines'],
    [
      'no header',
      '1,2\n3,4\n',
      'expected a line with column names, such as cycle and capacity, found numbers; line 1',
    ],
    ['only a header', 'cycle,capacity\n', 'expected at least one row below the column names, found none'],
    ['no capacity', 'cycle,voltage\n1,3\n', 'found "cycle", "voltage"; line 1'],
    ['capacity in percent', 'cycle,capacity (%)\n1,99\n', 'expected a column with the discharge capacity'],
    ['another separator', 'cycle:capacity\n1:2\n', 'found "cycle:capacity" (columns are separated by'],
    ['a name twice', 'capacity,a,a\n1,2,3\n', 'found "a" twice; line 1'],
    [
      'a row too short',
      'cycle,capacity\n1,2\n2\n3,1.9\n',
      'expected 2 values, one for each column name, found 1; line 3',
    ],
    ['no row that is whole', 'cycle,capacity\n1\n2\n', 'found 1; line 2'],
    ['a row too long', 'cycle,capacity\n1,2,3\n', 'found 3; line 2'],
    ['no usable row', 'cycle,capacity\n1,0\n2,x\n', 'found none in 2 rows'],
    ['an open quote', 'cycle,capacity\n1,2\n2,"1.9\n3,1.8\n', 'expected a closing quotation mark'],
    ['MATLAB', 'MATLAB 5.0 MAT-file, Platform: GLNX86', 'expected a MATLAB file of version 5, 7 or 7.3'],
    ['HDF5', Buffer.from('\x89HDF\r\n\x1a\n', 'latin1'), 'the HDF5 structure of the file is damaged'],
    [
      'half an archive',
      Buffer.from('PK\x03\x04....'),
      'the archive has no directory at its end; is the file whole',
    ],
    [
      'an empty archive',
      Buffer.from('PK\x05\x06....'),
      'found a ZIP archive with nothing in it; what is understood is',
    ],
    ['gzip', Buffer.from([0x1f, 0x8b, 8, 0]), 'found a gzip archive'],
    ['UTF-16, big endian', Buffer.from('\xfe\xff\0c\0y', 'latin1'), 'found UTF-16 in the byte order'],
    ['bytes', Buffer.from([65, 0, 66, 0, 200]), 'found a file that is not text'],
  ])('%s', async (_, content, words) => {
    expect(await issueOf(content)).toContain(words);
  });

  it('too many columns', async () => {
    const names = Array.from({ length: 1001 }, (_, index) => `c${index}`);
    expect(await issueOf(`${names.join(',')}\n`)).toBe('expected at most 1000 columns, found 1001; line 1');
    const endless = Buffer.alloc(30_000_000, ',');
    expect(await issueOf(endless)).toBe('expected at most 1000 columns, found 65537; line 1');
  });

  it('too many cells', async () => {
    const rows = Array.from({ length: 201 }, (_, index) => `c${index},2`);
    expect(await issueOf(`cell,capacity\n${rows.join('\n')}`)).toBe(
      'expected at most 200 different cells in "cell", found more; line 202',
    );
  });
});
