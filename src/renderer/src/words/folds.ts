/** Folds in words: "0.53 ± 0.12 %", "5 cells, each left out once". Pure. */
import type { FoldsSummary } from '../../../shared/contract/evaluation.ts';
import { runPlans } from '../../../shared/contract/run-plans/index.ts';
import { dash, percent, plural } from './number.ts';

/** Mean and deviation with the unit once, at the end; a single run has no deviation. */
export function spread(
  { mean, deviation }: { readonly mean: number | null; readonly deviation: number | null },
  format: (value: number) => string,
): string {
  if (mean === null) return dash;
  if (deviation === null) return format(mean);
  const [number, ...unit] = format(mean).split(' ');
  const [width] = format(deviation).split(' ');
  return [number, '±', width, ...unit].join(' ');
}

export function foldsTitle({ kind, runs }: FoldsSummary): string {
  const { title, runNoun } = runPlans[kind];
  return title(plural(runs.length, runNoun));
}

/** A cell with so many times the median error makes the mean of all. */
const outlierFactor = 3;

/** "Median of 5 cells 0.52 %", and the cell that makes the mean by name; none where runs share their cells. */
export function sohOverCells({ kind, cells }: FoldsSummary): readonly string[] {
  const known = cells.flatMap(({ name, soh_mape: { mean } }) =>
    mean === null ? [] : [{ name, error: mean }],
  );
  if (!runPlans[kind].judgesEachCell || known.length < 3) return [];
  const rising = known.map(({ error }) => error).sort((one, other) => one - other);
  const median = rising[Math.floor((rising.length - 1) / 2)] ?? 0;
  const makers = known.filter(({ error }) => error > outlierFactor * median).map(({ name }) => `"${name}"`);
  const named =
    makers.length === 0
      ? []
      : [
          `${makers.length} of ${plural(known.length, 'cell')} make${makers.length === 1 ? 's' : ''} the mean: ${makers.join(', ')}.`,
        ];
  return [`Median over ${plural(known.length, 'cell')}: SoH error ${percent(median)}.`, ...named];
}
