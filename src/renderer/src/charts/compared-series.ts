/** One curve of many runs as series: a colour each, a dash where colours come round again. Pure. */
import { deviationOf } from '../../../shared/contract/series.ts';
import type { Curves } from './curves.ts';
import { bandOf } from './loss-series.ts';
import { colorAt, okabeIto, type Series } from './series.ts';

export interface ComparedCurve {
  readonly key: string;
  readonly label: string;
  readonly curves: Curves;
  /** Among all runs, so that a run keeps its colour whichever are drawn. */
  readonly index: number;
}

const colorCount = Object.keys(okabeIto).length;

export const lookOfRun = (index: number): Pick<Series, 'color' | 'isDashed'> => ({
  color: colorAt(index),
  isDashed: Math.floor(index / colorCount) % 2 === 1,
});

/** Runs that have nothing of it are left out; those with folds come with their band. */
export const comparedSeries = (runs: readonly ComparedCurve[], name: string): readonly Series[] =>
  runs.flatMap(({ key, label, curves, index }) => {
    const y = curves.series.get(name) ?? [];
    if (!y.some((value) => value !== null)) return [];
    const band = bandOf(y, curves.series.get(deviationOf(name)));
    return [{ key, label, ...lookOfRun(index), x: curves.epochs, y, ...band }];
  });
