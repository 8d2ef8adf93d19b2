import { expect, it } from 'vitest';
import type { ModelLabels } from '../../../../src/shared/contract/model.ts';
import { labelChanges } from '../../../../src/shared/domain/label-changes.ts';

const trained: ModelLabels = {
  battery_id: 4,
  name: '2C-4',
  nominal_capacity: 1.9,
  end_of_life: 0.8,
  capacity_from: 'all',
};
const now = { nominal_capacity: 1.9, end_of_life: 0.8, capacity_from: 'all' as const };
const changesTo = (facts: Partial<typeof now>) =>
  labelChanges([trained], new Map([[4, { ...now, ...facts }]]));

it('a cell as it was is no change, nor is one that was deleted or was never recorded', () => {
  expect(changesTo({})).toEqual([]);
  expect(labelChanges([trained], new Map())).toEqual([]);
  expect(labelChanges(null, new Map([[4, now]]))).toEqual([]);
});

it('a changed cell is named with what it was and is', () => {
  expect(changesTo({ nominal_capacity: 2, end_of_life: 0.85 })).toEqual([
    '"2C-4": nominal capacity was 1.9 Ah, is 2 Ah; end of life was SoH 80 %, is SoH 85 %',
  ]);
});
