import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { batterySchema } from '../../src/shared/contract/battery.ts';
import { modelEvaluationSchema, predictionSchema } from '../../src/shared/contract/prediction.ts';
import { sharedData, startProgram } from '../support/program.ts';
import { call, upload, waitForJob } from '../support/rest-client.ts';

const trained = ['B0025', 'B0029', 'B0031'];
const unseen = 'B0046';

async function importCell(api: string, name: string) {
  const content = new Uint8Array(await readFile(join(sharedData, 'nasa', `${name}.mat`)));
  const { status, body } = await upload(api, { name: `${name}.mat`, content }, { nominal_capacity: '2' });
  expect(status).toBe(201);
  return batterySchema.parse(body);
}

test('NASA’s MATLAB files: imported, trained on, a cell that was not trained on predicted and judged', async (context) => {
  const files = [...trained, unseen].map((name) => join(sharedData, 'nasa', `${name}.mat`));
  if (!files.every((file) => existsSync(file))) context.skip('the NASA cells do not lie beside the project');
  const program = await startProgram();
  context.onTestFinished(async () => {
    await program.stop();
  });
  const ids: number[] = [];
  for (const name of trained) ids.push((await importCell(program.api, name)).id);
  const wish = { algorithm: 'bilstm', battery_ids: ids, hyperparams: { epochs: 5, window: 5 } };
  const created = await call('POST', `${program.api}/training-jobs`, wish);
  const { job } = await waitForJob(program.api, (created.body as { id: number }).id);
  expect(job).toMatchObject({ status: 'succeeded', evaluation: { split_by: 'battery', leakage: [] } });
  const cold = await importCell(program.api, unseen);
  expect(cold.quality?.entries.map(({ code }) => code)).toContain('rows_dropped');

  const asked = await call('POST', `${program.api}/predictions`, {
    algorithm: 'bilstm',
    battery_id: cold.id,
  });
  expect(asked.status).toBe(201);
  const { result, warnings, cycle_index: cycle } = predictionSchema.parse(asked.body);
  expect(cycle).toBe(72);
  expect(result.soh).toBeGreaterThan(0);
  expect(result.rul).toBeNull();
  expect(warnings.join(' ')).toContain('RUL is unknown');

  const batteries = { battery_ids: [cold.id] };
  const judged = await call('POST', `${program.api}/models/${job.model_id}/evaluations`, batteries);
  expect(judged.status).toBe(201);
  const { cells, leakage, pooled } = modelEvaluationSchema.parse(judged.body);
  expect(leakage).toEqual([]);
  expect(cells[0]?.soh_predicted).toHaveLength(cold.total_cycles);
  expect(pooled.soh_mape).toBeGreaterThan(0);
});
