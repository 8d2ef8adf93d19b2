/** Folds in words: "0.53 ± 0.12 %", "5 cells, each left out once". Pure. */
import type { FoldsSummary } from '../../../shared/contract/evaluation.ts';
import { runPlans } from '../../../shared/contract/run-plans/index.ts';
import { dash, plural } from './number.ts';

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
