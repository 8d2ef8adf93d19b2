/** The loss curves of one job: equally long arrays. Pure. */
import type { JobEvent } from '../../../shared/contract/events.ts';
import type { TrainingMetrics } from '../../../shared/contract/job.ts';

type Numbers = readonly (number | null)[];

export interface Curves {
  readonly epochs: readonly number[];
  /** By series name: train_loss, val_loss and the terms of the algorithm. */
  readonly series: ReadonlyMap<string, Numbers>;
}

export const noCurves: Curves = { epochs: [], series: new Map() };

export function curvesOfMetrics(metrics: TrainingMetrics): Curves {
  const { epochs, train_loss, val_loss, ...terms } = metrics;
  return { epochs, series: new Map(Object.entries({ train_loss, val_loss, ...terms })) };
}

type Progress = JobEvent & { readonly type: 'progress' };

/** True where the events go on right after the curves' last epoch; where they do not, the curves must be asked for. */
export function continues(curves: Curves, events: readonly Progress[]): boolean {
  let expected = (curves.epochs.at(-1) ?? 0) + 1;
  for (const { current_epoch: epoch } of events) {
    if (epoch > expected) return false;
    if (epoch === expected) expected += 1;
  }
  return true;
}

/** Appends what is new. The terms are not in the events: they are null until the curves are asked for again. */
export function appendProgress(curves: Curves, events: readonly Progress[]): Curves {
  const last = curves.epochs.at(-1) ?? 0;
  const news = events.filter((event) => event.current_epoch > last);
  if (news.length === 0) return curves;
  const series = new Map(
    [...curves.series].map(([name, values]) => [name, [...values, ...valuesOf(name, news)]]),
  );
  for (const name of ['train_loss', 'val_loss']) {
    if (!series.has(name)) series.set(name, valuesOf(name, news));
  }
  return { epochs: [...curves.epochs, ...news.map((event) => event.current_epoch)], series };
}

function valuesOf(name: string, news: readonly Progress[]): (number | null)[] {
  if (name === 'train_loss') return news.map((event) => event.train_loss);
  if (name === 'val_loss') return news.map((event) => event.val_loss);
  return news.map(() => null);
}

/** Place of the smallest validation loss, which became or will become the model; the training loss where there is none. */
export function bestIndex({ series }: Curves): number | null {
  return smallest(series.get('val_loss')) ?? smallest(series.get('train_loss'));
}

function smallest(values: Numbers | undefined): number | null {
  let best: number | null = null;
  let bestValue = Infinity;
  for (const [index, value] of (values ?? []).entries()) {
    if (value !== null && value < bestValue) {
      best = index;
      bestValue = value;
    }
  }
  return best;
}
