import { existsSync } from 'node:fs';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { AppError } from '../../../../../src/shared/domain/app-error.ts';
import { cellsOfMat, type MatContent } from '../../../../../src/importer/readers/mat/cells-of-mat.ts';
import type { RawCell } from '../../../../../src/cells/cycles/raw-cell.ts';
import { nasaFixture, seversonFixture, tableFixture } from '../../../../support/mat-fixtures.ts';
import { encodeMatV5, type MatFixture, row, structs, text } from '../../../../support/mat-v5-writer.ts';
import { encodeMatV73 } from '../../../../support/mat-v73-writer.ts';
import { sharedData } from '../../../../support/program.ts';

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'cellwright-mat-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

async function contentOf(content: Uint8Array): Promise<MatContent> {
  const path = join(folder, 'upload');
  await writeFile(path, content);
  return cellsOfMat(path, 'cell.mat');
}

async function cellsOf(content: Uint8Array): Promise<readonly RawCell[]> {
  const found = await contentOf(content);
  if (found.kind !== 'raw') throw new Error(`found ${found.kind}`);
  return found.cells;
}

async function issueOf(variables: Readonly<Record<string, MatFixture>>): Promise<string> {
  const error: unknown = await contentOf(encodeMatV5(variables)).catch((caught: unknown) => caught);
  expect(error).toBeInstanceOf(AppError);
  return (error as AppError).details![0]!.issue;
}

const forms = [
  ['version 5', (variables: Readonly<Record<string, MatFixture>>) => encodeMatV5(variables)],
  ['version 7.3', encodeMatV73],
] as const;

describe.each(forms)("NASA's layout in %s", (_, encode) => {
  it('makes a cycle of each discharge and the charges before it', async () => {
    const [cell, ...others] = await cellsOf(await encode(nasaFixture));
    expect(others).toEqual([]);
    expect(cell!.label).toBeNull();
    expect(cell!.cycles.map(({ cycleIndex }) => cycleIndex)).toEqual([1, 2, 3]);
    expect(cell!.cycles.map(({ steps }) => steps.map(({ kind }) => kind))).toEqual([
      ['charge', 'discharge'],
      ['charge', 'charge', 'discharge'],
      ['discharge'],
    ]);
    expect(cell!.cycles.map(({ summary }) => summary)).toEqual([
      { ambient_temperature: 24 },
      { ambient_temperature: 43 },
      { ambient_temperature: 24 },
    ]);
  });

  it('keeps a capacity of 0, and an empty one as not known', async () => {
    const [cell] = await cellsOf(await encode(nasaFixture));
    const capacities = cell!.cycles.map(({ steps }) => steps.at(-1)!.statedCapacityAh);
    expect(capacities).toEqual([1.5, 0, Number.NaN]);
    expect(cell!.cycles[0]!.steps[0]!.statedCapacityAh).toBeUndefined();
  });

  it('brings the measured curves, and says what it left out', async () => {
    const [cell] = await cellsOf(await encode(nasaFixture));
    const { curve } = cell!.cycles[0]!.steps[1]!;
    expect([...curve.timeS]).toEqual([0, 9, 18, 27]);
    expect([...curve.voltageV]).toEqual([4.2, 3.8, 3.4, 2.7]);
    expect([...curve.currentA]).toEqual([0, -2, -2, -2]);
    expect([...curve.temperatureC!]).toEqual([24.5, 24.5, 24.5, 24.5]);
    expect(cell!.stepsLeftOut).toEqual([
      '1 impedance measurement was left out.',
      'What follows the last discharge was left out: no cycle is complete there (charges: 1).',
    ]);
  });
});

it('tells several batteries of one file apart by their variables', async () => {
  const cells = await cellsOf(encodeMatV5({ B0005: nasaFixture['B0001']!, B0006: nasaFixture['B0001']! }));
  expect(cells.map(({ label }) => label)).toEqual(['B0005', 'B0006']);
});

describe.each(forms)("Severson's layout in %s", (_, encode) => {
  it('makes a cell of each battery, labelled by its barcode', async () => {
    const cells = await cellsOf(await encode(seversonFixture));
    expect(cells.map(({ label }) => label)).toEqual(['EL150800460514', 'EL150800460486']);
    expect(cells[0]!.notes).toEqual([
      'The file names the charging policy 3.6C(80%)-3.6C.',
      'The file states a cycle life of 1852.',
      'The times were taken for minutes and turned into seconds.',
    ]);
    expect(cells[1]!.notes).toHaveLength(2);
  });

  it('brings curves in seconds, the stated capacity and the summary of each cycle', async () => {
    const [cell] = await cellsOf(await encode(seversonFixture));
    expect(cell!.cycles.map(({ cycleIndex }) => cycleIndex)).toEqual([1, 2, 4]);
    expect(cell!.cycles.map(({ steps }) => steps[0]!.statedCapacityAh)).toEqual([0.1, 0.099, Number.NaN]);
    expect(cell!.cycles[1]!.summary).toEqual({ QDischarge: 0.099, IR: 0.017 });
    const { kind, curve } = cell!.cycles[1]!.steps[0]!;
    expect(kind).toBe('unknown');
    expect([...curve.timeS]).toEqual([0, 180, 360, 540, 720]);
    expect([...curve.currentA]).toEqual([1, 1, 1, -1, -1]);
    expect(curve.voltageV[0]).toBe(2.02);
    expect([...curve.temperatureC!]).toEqual([30, 31, 32, 33, 34]);
  });
});

it('sees by the stated capacity that times are seconds', async () => {
  const seconds = structs({ t: row([0, 360, 720]), V: row([4, 3, 2]), I: row([0, -1, -1]) });
  const batch = structs({ summary: structs({ QDischarge: row([0.2]) }), cycles: seconds });
  const [cell] = await cellsOf(encodeMatV5({ batch }));
  expect([...cell!.cycles[0]!.steps[0]!.curve.timeS]).toEqual([0, 360, 720]);
  expect(cell!.notes).toContain('The times are in seconds.');
});

it('reads cycles that are cells inside one struct', async () => {
  const list = (...items: readonly (readonly number[])[]): MatFixture => ({
    kind: 'cell',
    items: items.map(row),
  });
  const cycles = structs({ t: list([0, 1], [0, 2]), V: list([4, 3], [4, 3]), I: list([1, 1], [1, 1]) });
  const batch = structs({ summary: structs({ QDischarge: row([1, 1]) }), cycles });
  const [cell] = await cellsOf(encodeMatV5({ batch }));
  expect(cell!.cycles.map(({ steps }) => [...steps[0]!.curve.timeS])).toEqual([
    [0, 60],
    [0, 120],
  ]);
});

describe('plain vectors', () => {
  it.each(forms)('of one struct are a table, in %s', async (_, encode) => {
    const content = await contentOf(await encode(tableFixture));
    if (content.kind !== 'table') throw new Error('found cells');
    const [table, ...others] = content.tables;
    expect(others).toEqual([]);
    expect(table!.label).toBeNull();
    expect(Object.fromEntries(table!.columns.map(({ name, values }) => [name, [...values]]))).toEqual({
      cycle: [1, 2, 3],
      capacity: [2, 1.9, 1.8],
      resistance: [0.1, 0.11, 0.12],
    });
    expect(table!.notes).toEqual(['Left out, being no vector of 3 numbers: "name".']);
  });

  it('may be variables, or a number in each element of a struct array', async () => {
    const variables = await contentOf(
      encodeMatV5({ cycle: row([1, 2]), capacity: row([2, 1.9]), rated: row([2]) }),
    );
    expect(variables).toMatchObject({
      kind: 'table',
      format: 'mat-v5',
      tables: [
        { columns: [{ name: 'cycle' }, { name: 'capacity' }], notes: [expect.stringContaining('"rated"')] },
      ],
    });
    const records = structs({ cycle: row([1]), capacity: row([2]) }, { cycle: row([2]), capacity: row([]) });
    const table = await contentOf(encodeMatV5({ records }));
    expect(table).toMatchObject({ tables: [{ columns: [{ name: 'cycle' }, { name: 'capacity' }] }] });
    if (table.kind === 'table') expect([...table.tables[0]!.columns[1]!.values]).toEqual([2, Number.NaN]);
  });
});

describe('anything else is refused in words', () => {
  it('names what was expected and what was found', async () => {
    expect(
      await issueOf({ note: text('hello'), matrix: { kind: 'double', dims: [2, 2], real: [1, 2, 3, 4] } }),
    ).toBe(
      'expected a struct "cycle" as in the NASA files, a struct "batch" as in the Severson files, or numeric ' +
        'vectors of the same length with one value for each cycle; found note (char), matrix (double) in cell.mat',
    );
  });

  it('names the place in a layout that is broken', async () => {
    const entry = {
      type: text('discharge'),
      data: structs({ Time: row([0, 1]), Voltage_measured: row([4, 3]) }),
    };
    expect(await issueOf({ B0001: structs({ cycle: structs(entry) }) })).toBe(
      'expected a field "Current_measured" with numbers, found none; at B0001.cycle.data',
    );
    const batch = structs({ summary: structs({ QDischarge: row([1]) }), cycles: structs({ t: row([1]) }) });
    expect(await issueOf({ batch })).toBe(
      'expected the fields I, V and t, found no V and no I; at batch.cycles',
    );
  });

  it('says how to save a table', async (context) => {
    const path = join(sharedData, 'mat_format_fixtures/v7.3/struct_table_datetime.mat');
    if (!existsSync(path)) context.skip('the MATLAB files do not lie beside the project');
    const error: unknown = await cellsOfMat(path, 'tables.mat').catch((caught: unknown) => caught);
    expect((error as AppError).code).toBe('INVALID_FILE_FORMAT');
    expect((error as AppError).details![0]!.issue).toContain("table2struct(T,'ToScalar',true)");
  });
});

/** Charges, discharges, impedance measurements; first, largest, smallest, last capacity; how many are empty, how many 0. */
const nasaFiles = [
  ['B0025', [31, 28, 21], [1.847, 1.849, 1.768, 1.768], 0, 0],
  ['B0029', [40, 40, 17], [1.698, 1.845, 1.612, 1.612], 0, 0],
  ['B0031', [40, 40, 17], [1.667, 1.833, 1.667, 1.667], 0, 0],
  ['B0038', [47, 47, 28], [0.898, 1.786, 0.898, 1.53], 0, 0],
  ['B0046', [72, 72, 40], [1.728, 1.728, 0, 1.154], 0, 3],
  ['B0047', [72, 72, 40], [1.674, 1.674, 0, 1.157], 0, 3],
  ['B0050', [25, 25, 12], [0.863, 2.64, 0, NaN], 4, 1],
  ['B0052', [25, 25, 12], [0.861, 1.418, 0.861, NaN], 21, 0],
] as const;

describe("NASA's own files", () => {
  it.for(nasaFiles)('%s', async ([name, counts, edges, emptyCount, zeroCount], context) => {
    const path = join(sharedData, 'nasa', `${name}.mat`);
    if (!existsSync(path)) context.skip("NASA's files do not lie beside the project");
    const [charges, discharges, impedances] = counts;
    const found = await cellsOfMat(path, `${name}.mat`);
    const cell = found.kind === 'raw' ? found.cells[0]! : undefined;
    const steps = cell!.cycles.flatMap((cycle) => cycle.steps);
    const capacities = steps.flatMap(({ kind, statedCapacityAh }) =>
      kind === 'discharge' ? [statedCapacityAh!] : [],
    );
    expect(capacities).toHaveLength(discharges);
    const lastCharges = Number(/charges: (\d+)/.exec(cell!.stepsLeftOut!.join())?.[1] ?? 0);
    expect(steps.length - discharges + lastCharges).toBe(charges);
    expect(cell!.stepsLeftOut).toContain(`${impedances} impedance measurements were left out.`);
    const known = capacities.filter((value) => !Number.isNaN(value));
    const found4 = [capacities[0]!, Math.max(...known), Math.min(...known), capacities.at(-1)];
    expect(found4.map((value) => Math.round(1000 * value) / 1000)).toEqual(edges);
    expect(capacities.length - known.length).toBe(emptyCount);
    expect(known.filter((value) => value === 0)).toHaveLength(zeroCount);
  });
});
