/** Real cells are distinct, and their features are features: nothing may be suspected in them. */
import { existsSync, readFileSync } from 'node:fs';
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import type { MeasuredCell } from '../../../src/learning/files/cell-arrays.ts';
import { buildDataset, commonFeatures } from '../../../src/learning/data/dataset.ts';
import { findRepeatedCells } from '../../../src/learning/judging/leakage/repeated-cells.ts';
import { findLeakage } from '../../../src/trainer/find-leakage.ts';
import { prepareJob } from '../../../src/trainer/prepare-job.ts';
import { copyOf, rowsOf, written } from '../../support/altered-cells.ts';
import { jobSpecOf } from '../../support/job-folder.ts';
import { sharedData } from '../../support/program.ts';

/** Columns that the importer takes for something else, or leaves out as labels. */
const noFeatures = ['', 'capacity', 'cycle', 'SoH', 'remaining_cycles'];
const dataSets: readonly [string, number][] = [
  ['xjtu', 2],
  ['tju/Dataset_1_NCA_battery', 3.5],
  ['tju/Dataset_2_NCM_battery', 3.5],
  ['tju/Dataset_3_NCM_NCA_battery', 2.5],
  ['hust', 1.1],
  ['mit/2017-05-12', 1.1],
  ['mit/2017-06-30', 1.1],
  ['mit/2018-04-12', 1.1],
  ['calce', 1.1],
  ['nasa/per_cycle_csv', 2],
];

async function cellsOf(folder: string, nominalCapacityAh: number): Promise<readonly MeasuredCell[]> {
  const files = (await readdir(join(sharedData, folder))).filter((name) => name.endsWith('.csv'));
  return files.map((file, place) => {
    const [header, ...lines] = readFileSync(join(sharedData, folder, file), 'utf8')
      .trim()
      .split(/\r?\n/);
    const names = (header ?? '').split(',');
    const table = lines.map((line) => line.split(',').map((text) => (text === '' ? NaN : Number(text))));
    const features = [...names.keys()].filter((column) => !noFeatures.includes(names[column]!));
    return {
      cell: {
        battery_id: place + 1,
        name: file,
        dataset_hash: file,
        nominal_capacity_ah: nominalCapacityAh,
        end_of_life: 0.8,
        capacity_from: 'all',
        feature_names: features.map((column) => names[column]!),
        simulated: false,
      },
      cycleIndex: Float64Array.from(table, (_, row) => row + 1),
      capacityAh: Float64Array.from(table, (row) => row[names.indexOf('capacity')]!),
      features: Float64Array.from(table.flatMap((row) => features.map((column) => row[column]!))),
    };
  });
}

/** Each cell once in validation, the others in training: every pair is looked at, both ways round. */
function repeatedPairs(cells: readonly MeasuredCell[]): readonly string[] {
  const dataset = buildDataset(cells, commonFeatures(cells.map(({ cell }) => cell)).common);
  const capacityAh = Float64Array.from(cells.flatMap((cell) => [...cell.capacityAh]));
  const everyRow = Int32Array.from({ length: dataset.rowCount }, (_, row) => row);
  return dataset.cells.flatMap(({ start, rowCount }) => {
    const isHeld = (row: number): boolean => row >= start && row < start + rowCount;
    const split = {
      validationRows: everyRow.filter(isHeld),
      trainingRows: everyRow.filter((row) => !isHeld(row)),
    };
    return findRepeatedCells({ dataset, capacityAh, split }).map(
      ({ validation, training }) => `${validation.name} = ${training.name}`,
    );
  });
}

test.each(dataSets)('%s: no pair of cells and no feature is suspected', async (folder, nominalAh) => {
  if (!existsSync(join(sharedData, folder))) {
    console.log(`${folder} is not at ../shared/data: skipped`);
    return;
  }
  const cells = await cellsOf(folder, nominalAh);
  expect(findLeakage(prepareJob(jobSpecOf(cells, { algorithm: 'bilstm' }), cells))).toEqual([]);
  expect(repeatedPairs(cells)).toEqual([]);
  expect(repeatedPairs(cells.map((cell) => written(cell, (value) => Number(value.toFixed(3)))))).toEqual([]);
});

test('NASA B0005: a part of it with fewer digits is found beside B0006 and B0007', async ({ skip }) => {
  const folder = 'nasa/per_cycle_csv';
  skip(!existsSync(join(sharedData, folder)), 'the NASA cells are not at ../shared/data');
  const cells = await cellsOf(folder, 2);
  const part = written(
    rowsOf(cells[0]!, (row) => row >= 50),
    (value) => Number(value.toPrecision(5)),
  );
  const spec = jobSpecOf([...cells, copyOf(part, 9)], { hyperparams: { validation_battery_ids: [9] } });
  const found = findLeakage(prepareJob(spec, [...cells, copyOf(part, 9)]));
  expect(found.map(({ code }) => code)).toEqual(['same_cell_twice']);
  expect(found[0]?.message).toContain('B0005');
});
