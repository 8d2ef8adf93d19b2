import { describe, expect, it } from 'vitest';
import type { JobEvent } from '../../../../src/shared/contract/events.ts';
import {
  bestIndex,
  curvesAfter,
  curvesOfMetrics,
  noCurves,
} from '../../../../src/renderer/src/charts/curves.ts';

const everyKey = { job_id: 1, progress: 0, total_epochs: 9, timestamp: '2026-01-01T00:00:00Z' };
const report = (
  epoch: number,
  train: number,
  val: number | null,
  terms: Readonly<Record<string, number | null>> = {},
): JobEvent => ({
  type: 'progress',
  ...everyKey,
  status: 'running',
  current_epoch: epoch,
  current_loss: train,
  train_loss: train,
  val_loss: val,
  terms,
});
const requeued: JobEvent = { type: 'status', ...everyKey, status: 'queued', current_epoch: 0 };
const answered = curvesOfMetrics({
  epochs: [1, 2],
  train_loss: [3, 2],
  val_loss: [4, 1],
  physics_f_loss: [0.1, 0.2],
});

describe('the curves of a running job', () => {
  it('grow by the epochs that follow, with their terms', () => {
    const grown = curvesAfter(answered, [report(3, 1, 2, { physics_f_loss: 0.3, val_loss_deviation: 0.5 })]);
    expect(grown).toEqual(
      curvesOfMetrics({
        epochs: [1, 2, 3],
        train_loss: [3, 2, 1],
        val_loss: [4, 1, 2],
        physics_f_loss: [0.1, 0.2, 0.3],
        val_loss_deviation: [null, null, 0.5],
      }),
    );
  });

  it('have null where a term has no number for an epoch, and no term in place of a loss', () => {
    const grown = curvesAfter(answered, [report(3, 1, 2, { train_loss: 77 })]);
    expect(grown?.series.get('physics_f_loss')).toEqual([0.1, 0.2, null]);
    expect(grown?.series.get('train_loss')).toEqual([3, 2, 1]);
  });

  it('take no epoch twice', () => {
    expect(curvesAfter(answered, [report(1, 9, 9), report(2, 9, 9)])).toBe(answered);
  });

  it('cannot go on where an epoch is missing between', () => {
    expect(curvesAfter(answered, [report(2, 1, 1), report(3, 1, 1)])?.epochs).toEqual([1, 2, 3]);
    expect(curvesAfter(answered, [report(4, 1, 1)])).toBeNull();
  });

  it('end where the job goes on from its checkpoint', () => {
    const resumed: JobEvent = { ...requeued, status: 'running', current_epoch: 1 };
    expect(curvesAfter(answered, [resumed])?.epochs).toEqual([1]);
    expect(
      [...(curvesAfter(answered, [resumed])?.series.values() ?? [])].map(({ length }) => length),
    ).toEqual([...answered.series].map(() => 1));
    expect(curvesAfter(answered, [report(3, 1, 2), resumed, report(2, 5, null)])?.epochs).toEqual([1, 2]);
  });

  it('begin from nothing, and anew when the job goes back to the queue', () => {
    expect(curvesAfter(noCurves, [report(1, 5, null)])?.series.get('train_loss')).toEqual([5]);
    expect(curvesAfter(answered, [requeued])).toBe(noCurves);
    expect(curvesAfter(answered, [report(3, 1, 2), requeued, report(1, 5, null)])?.epochs).toEqual([1]);
  });

  it('have their best epoch at the lowest validation loss, or training loss where there is no other', () => {
    expect(bestIndex(answered)).toBe(1);
    expect(bestIndex(curvesOfMetrics({ epochs: [1, 2], train_loss: [1, 2], val_loss: [null, null] }))).toBe(
      0,
    );
    expect(bestIndex(noCurves)).toBeNull();
  });
});
