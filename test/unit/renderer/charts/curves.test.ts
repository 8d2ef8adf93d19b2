import { describe, expect, it } from 'vitest';
import type { JobEvent } from '../../../../src/shared/contract/events.ts';
import {
  appendProgress,
  bestIndex,
  continues,
  curvesOfMetrics,
  noCurves,
} from '../../../../src/renderer/src/charts/curves.ts';

const report = (epoch: number, train: number, val: number | null): JobEvent & { type: 'progress' } => ({
  type: 'progress',
  job_id: 1,
  status: 'running',
  progress: 0,
  current_epoch: epoch,
  total_epochs: 9,
  timestamp: '2026-01-01T00:00:00Z',
  current_loss: train,
  train_loss: train,
  val_loss: val,
});
const answered = curvesOfMetrics({
  epochs: [1, 2],
  train_loss: [3, 2],
  val_loss: [4, 1],
  physics_f_loss: [0.1, 0.2],
});

describe('the curves of a running job', () => {
  it('grow by the epochs that follow; terms wait as null', () => {
    const grown = appendProgress(answered, [report(3, 1, 2)]);
    expect(grown.epochs).toEqual([1, 2, 3]);
    expect(grown.series.get('val_loss')).toEqual([4, 1, 2]);
    expect(grown.series.get('physics_f_loss')).toEqual([0.1, 0.2, null]);
  });

  it('take no epoch twice', () => {
    expect(appendProgress(answered, [report(1, 9, 9), report(2, 9, 9)])).toBe(answered);
  });

  it('know when an epoch is missing between', () => {
    expect(continues(answered, [report(2, 1, 1), report(3, 1, 1)])).toBe(true);
    expect(continues(answered, [report(4, 1, 1)])).toBe(false);
  });

  it('begin from nothing', () => {
    expect(appendProgress(noCurves, [report(1, 5, null)]).series.get('train_loss')).toEqual([5]);
  });

  it('have their best epoch at the lowest validation loss, or training loss where there is no other', () => {
    expect(bestIndex(answered)).toBe(1);
    expect(bestIndex(curvesOfMetrics({ epochs: [1, 2], train_loss: [1, 2], val_loss: [null, null] }))).toBe(
      0,
    );
    expect(bestIndex(noCurves)).toBeNull();
  });
});
