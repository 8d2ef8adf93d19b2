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

/**
 * The curves after these events of the job: epochs that follow are appended; where its status says an earlier epoch, it
 * goes on from a checkpoint, and what came later goes. null where an epoch is missing between: then they must be asked for.
 */
export function curvesAfter(curves: Curves, events: readonly JobEvent[]): Curves | null {
  let before = curves;
  let reports: Progress[] = [];
  for (const event of events) {
    if (event.type === 'progress') reports.push(event);
    if (event.type !== 'status') continue;
    before = curvesUntil(before, event.current_epoch);
    reports = reports.filter(({ current_epoch: epoch }) => epoch <= event.current_epoch);
  }
  return continues(before, reports) ? appendProgress(before, reports) : null;
}

function curvesUntil(curves: Curves, epoch: number): Curves {
  const count = curves.epochs.filter((one) => one <= epoch).length;
  if (count === curves.epochs.length) return curves;
  if (count === 0) return noCurves;
  const series = [...curves.series].map(([name, values]): [string, Numbers] => [
    name,
    values.slice(0, count),
  ]);
  return { epochs: curves.epochs.slice(0, count), series: new Map(series) };
}

function continues(curves: Curves, events: readonly Progress[]): boolean {
  let expected = (curves.epochs.at(-1) ?? 0) + 1;
  for (const { current_epoch: epoch } of events) {
    if (epoch > expected) return false;
    if (epoch === expected) expected += 1;
  }
  return true;
}

/** Appends what is new; null where a series has no number for an epoch. */
function appendProgress(curves: Curves, events: readonly Progress[]): Curves {
  const last = curves.epochs.at(-1) ?? 0;
  const reports = events.filter((event) => event.current_epoch > last).map(lossesOf);
  if (reports.length === 0) return curves;
  const missing = new Array<null>(curves.epochs.length).fill(null);
  const names = new Set([...curves.series.keys(), ...reports.flatMap(({ losses }) => Object.keys(losses))]);
  const series = [...names].map((name): [string, Numbers] => [
    name,
    [...(curves.series.get(name) ?? missing), ...reports.map(({ losses }) => losses[name] ?? null)],
  ]);
  return {
    epochs: [...curves.epochs, ...reports.map(({ epoch }) => epoch)],
    series: new Map(series),
  };
}

/** The documented losses come last, so that no term can take the place of one. */
function lossesOf({ current_epoch: epoch, train_loss, val_loss, terms }: Progress) {
  const losses: Readonly<Record<string, number | null>> = { ...terms, train_loss, val_loss };
  return { epoch, losses };
}

/** Index of the smallest validation loss, which became or will become the model; the training loss where there is none. */
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
