/** What is to be said of every answer of a model, whatever it is asked. */
import type { ModelDescription } from '../../../shared/contract/model-file.ts';

export function warnAboutModel({ targets, metrics, cells }: ModelDescription): readonly string[] {
  const { intervals } = metrics;
  const warnings = [];
  if (!targets.includes('rul')) {
    warnings.push(
      'RUL is unknown: none of the cells this model was trained on reaches its end of life, so it has learnt no RUL.',
    );
  }
  if (!intervals) warnings.push('There is no interval and no confidence: none was measured for this model.');
  else if (intervals.cells === 1) {
    warnings.push('The 90 % interval is a guess: it rests on the errors on one single validation cell.');
  }
  if (metrics.split_by === 'cycle') {
    warnings.push(
      'Confidence and interval flatter: they were measured on cells that the model was trained on (split by cycle).',
    );
  }
  const simulatedCount = cells.filter(({ simulated }) => simulated).length;
  if (simulatedCount > 0) {
    const which =
      simulatedCount === cells.length
        ? 'The cells of the model are simulated'
        : `${simulatedCount} of the ${cells.length} cells of the model ${simulatedCount === 1 ? 'is' : 'are'} simulated`;
    warnings.push(`${which}: what it says of a real cell proves nothing.`);
  }
  return warnings;
}

/** Where the model knows the cell already, whatever it is called now: what that does to an answer for it. */
export function warnAboutKnownCell(
  { cells, metrics }: ModelDescription,
  cell: { readonly battery_id: number; readonly dataset_hash: string },
): string | null {
  const known = cells.find(
    ({ battery_id: id, dataset_hash: hash }) => hash === cell.dataset_hash || id === cell.battery_id,
  );
  if (!known) return null;
  if (metrics.training_cells.includes(known.battery_id)) {
    return 'The model was trained on this cell, so its error here says nothing about its error on a new one.';
  }
  // A test cell taught it nothing and chose nothing.
  if (metrics.test?.cells.some(({ battery_id: id }) => id === known.battery_id)) return null;
  return 'The best epoch of the model was chosen on this cell, so its error here flatters a little.';
}
