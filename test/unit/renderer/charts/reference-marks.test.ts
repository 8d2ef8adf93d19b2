import { expect, test } from 'vitest';
import { referencesInSight } from '../../../../src/renderer/src/charts/reference-marks.ts';
import type { Scale, Series } from '../../../../src/renderer/src/charts/series.ts';

const curve: Series = {
  key: 'val_loss',
  label: 'validation',
  color: 'red',
  x: [1, 2, 3],
  y: [0.2, null, 0.02],
};
const reference = (name: 'mean' | 'linear_fade' | 'ridge', at: number) =>
  ({ axis: 'y', at, label: name, key: `${name}_val_loss`, name }) as const;
const references = [reference('mean', 1), reference('linear_fade', 20), reference('ridge', 0.03)];
const seen = (scale: Scale) => referencesInSight(references, [curve], scale).map(({ name }) => name);

test('a reference that would flatten the curves is left to the readout', () => {
  expect(seen('logarithmic')).toEqual(['mean', 'ridge']);
  expect(seen('linear')).toEqual(['ridge']);
});

test('without curves there is nothing to stand beside', () => {
  expect(referencesInSight(references, [], 'linear')).toEqual([]);
});
