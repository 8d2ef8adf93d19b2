import { afterEach, beforeEach, expect, it } from 'vitest';
import { renameModel } from '../../../../src/main/commands/rename-model.ts';
import { updateBattery } from '../../../../src/main/commands/update-battery.ts';
import { listBatteriesSchema } from '../../../../src/shared/contract/battery.ts';
import { createBatteryParts } from '../../../support/battery-parts.ts';
import { createModelStore } from '../../../../src/main/store/model-store.ts';
import { newModel } from '../../../support/new-model.ts';

let parts: Awaited<ReturnType<typeof createBatteryParts>>;
beforeEach(async () => {
  parts = await createBatteryParts();
  await parts.upload(
    'cell.csv',
    `cycle,capacity\n${Array.from({ length: 30 }, (_, row) => `${row + 1},2`).join('\n')}\n`,
  );
});
afterEach(() => parts.close());

const later = '2030-01-01T00:00:00.000Z';

it('what is written on a cell is found, and changes none of its labels: what was measured on it goes on counting', async () => {
  const update = updateBattery({ ...parts, now: () => later });
  const before = parts.batteryStore.findBattery(1);
  const written = await update({ battery_id: 1, tags: ['rack 3'], comment: 'from the second batch' });
  expect(written).toEqual({ ...before, tags: ['rack 3'], comment: 'from the second batch' });
  const found = (search: string) =>
    parts.batteryStore.listBatteries(listBatteriesSchema.parse({ search })).total;
  expect([found('rack 3'), found('second batch'), found('rack 4')]).toEqual([1, 1, 0]);
  expect((await update({ battery_id: 1, chemistry: 'NMC' })).updated_at).toBe(later);
  expect(await update({ battery_id: 1, tags: [], comment: '' })).toMatchObject({ tags: [], comment: null });
});

it('a model keeps its name where only its tags change, and its tags where only its name does', () => {
  const modelStore = createModelStore(parts.database);
  modelStore.insertModel(newModel());
  const change = renameModel({ modelStore, batteryStore: parts.batteryStore });
  expect(change({ model_id: 1, tags: ['for the paper'] })).toMatchObject({
    name: 'first model',
    comment: null,
  });
  expect(change({ model_id: 1, name: 'other' })).toMatchObject({ name: 'other', tags: ['for the paper'] });
  expect(() => change({ model_id: 9, tags: [] })).toThrow('Model with ID 9 not found');
});
