/** The open data sets beside the project: every per-cycle file is read with the facts that are published about it. */
import { existsSync, globSync, readFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it, type TestContext } from 'vitest';
import { importFile as importMeasured } from '../../../../src/main/batteries/import-file.ts';
import { sharedData } from '../../../support/program.ts';

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'cellwright-real-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

function skipWithout(context: TestContext): void {
  if (!existsSync(join(sharedData, 'index.csv')))
    context.skip('the open data sets do not lie beside the project');
}

async function importFile(file: string, nominalCapacityAh: number) {
  const [cell] = await importMeasured({
    kind: 'file',
    path: join(sharedData, file),
    filename: file,
    nominal_capacity: nominalCapacityAh,
    end_of_life: 0.8,
    skip_repairs: [],
    staging_folder: folder,
  });
  return {
    file,
    rows: cell?.total_cycles,
    endOfLife: cell?.end_of_life_cycle,
    features: cell?.features.length,
  };
}

describe('measured cells', () => {
  it('XJTU, TJU, HUST and MIT: rows, 16 features and the sustained crossing, file by file', async (context) => {
    skipWithout(context);
    const lines = readFileSync(join(sharedData, 'index.csv'), 'utf8').trim().split('\n').slice(1);
    const expected = lines.map((line) => {
      const columns = line.split(',');
      const [file = '', rows = '', nominal = ''] = columns;
      const endOfLife = columns[9] === '' ? null : Number(columns[9]);
      return { nominal: Number(nominal), facts: { file, rows: Number(rows), endOfLife, features: 16 } };
    });
    const files = globSync('{xjtu,tju,hust,mit}/**/*.csv', { cwd: sharedData });
    expect(expected).toHaveLength(files.filter((file) => !file.includes('true_cycle_life')).length);
    for (const { nominal, facts } of expected) expect(await importFile(facts.file, nominal)).toEqual(facts);
  });

  it('CALCE and NASA: rows and the sustained crossing of 80 %', async (context) => {
    skipWithout(context);
    const calce = await Promise.all([35, 36, 37].map((cell) => importFile(`calce/CS2_${cell}.csv`, 1.1)));
    expect(calce.map(({ rows, endOfLife, features }) => [rows, endOfLife, features])).toEqual([
      [846, 552, 3],
      [936, 497, 3],
      [972, 585, 3],
    ]);
    const nasa = await Promise.all(
      [5, 6, 7].map((cell) => importFile(`nasa/per_cycle_csv/B000${cell}_processed.csv`, 2)),
    );
    expect(nasa.map(({ rows, endOfLife, features }) => [rows, endOfLife, features])).toEqual([
      [168, 75, 7],
      [168, 63, 7],
      [168, 86, 7],
    ]);
  });

  it('other tables are refused', async (context) => {
    skipWithout(context);
    await expect(importFile('severson_early/raw_qv/train_cell1.csv', 2)).rejects.toMatchObject({
      code: 'INVALID_FILE_FORMAT',
    });
  });
});
