/** A series that only this test knows, in a table of its own, is drawn, exported, described and spread like the others. */
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { initialWeights } from '../../../../src/learning/methods/initial-weights.ts';
import { lossAndGradients } from '../../../../src/learning/methods/loss-and-gradients.ts';
import { curvesOfMetrics } from '../../../../src/renderer/src/charts/curves.ts';
import { lossSeries } from '../../../../src/renderer/src/charts/loss-series.ts';
import { seriesToCsv } from '../../../../src/renderer/src/charts/series-to-csv.ts';
import { algorithmSchema } from '../../../../src/shared/contract/hyperparams.ts';
import { trainingMetricsSchemaOf } from '../../../../src/shared/contract/job.ts';
import { methods } from '../../../../src/shared/contract/methods/index.ts';
import { seriesOf, type SeriesTable } from '../../../../src/shared/contract/series.ts';
import { combineReports } from '../../../../src/trainer/runs/combine-reports.ts';
import { randomRows, smallPlan } from '../../../support/random-rows.ts';

const roughness = {
  label: 'roughness',
  description: 'How far the curve is from a smooth one',
  role: 'term',
  color: 'olive',
} as const;
const drift = {
  label: 'drift',
  description: 'Cycles by which it runs ahead',
  role: 'error',
  color: 'sky',
  hasDeviation: true,
} as const;
const table: SeriesTable = seriesOf({
  ...methods,
  baseline: { ...methods.baseline, series: { roughness_part: roughness, drift } },
});
const curves = curvesOfMetrics({
  epochs: [1, 2],
  train_loss: [3, 2],
  val_loss: [4, 3],
  data_loss: [2, 1],
  roughness_part: [1, 1],
  drift: [7, 6],
  never_heard_of_loss: [5, 5],
});

describe('another series', () => {
  it('is drawn with its own word and colour behind those of every training, if it is a part of the loss', () => {
    const drawn = lossSeries(curves, table);
    expect(drawn.map(({ key }) => key)).toEqual(['train_loss', 'val_loss', 'data_loss', 'roughness_part']);
    expect(drawn.at(-1)).toMatchObject({ label: 'roughness', color: '#8a7a00', y: [1, 1] });
    expect(seriesToCsv('epoch', drawn).split('\r\n')[0]).toBe(
      'epoch,train_loss,val_loss,data_loss,roughness_part',
    );
    expect(lossSeries(curves).map(({ key }) => key)).toEqual(['train_loss', 'val_loss']);
  });

  it('stands in the document of the metrics, with its deviation where it has one', () => {
    const { properties } = z.toJSONSchema(trainingMetricsSchemaOf(table));
    expect(properties).toMatchObject({
      roughness_part: { description: roughness.description },
      drift: { description: drift.description },
      drift_deviation: { description: expect.stringContaining('deviation of drift') },
    });
    expect(properties).not.toHaveProperty('roughness_part_deviation');
  });

  it('gets its deviation over several runs where its row says so', () => {
    const reportWith = (value: number) => ({
      epoch: 1,
      train_loss: 1,
      val_loss: 1,
      terms: { roughness_part: value, drift: value },
    });
    const { terms } = combineReports(1, [reportWith(1), reportWith(3)], table);
    expect(terms).toMatchObject({ roughness_part: 2, drift: 2, drift_deviation: Math.SQRT2 });
    expect(terms).not.toHaveProperty('roughness_part_deviation');
  });
});

describe('the terms of a method', () => {
  it.each(algorithmSchema.options)('%s: what it reports is what its row declares', (algorithm) => {
    const plan = smallPlan({ algorithm, inputWidth: 3, outputWidth: 2, hiddenWidth: 4 });
    const rows = randomRows(plan, 12);
    const { loss } = lossAndGradients(plan, initialWeights(plan, 1), rows, Int32Array.of(1, 7));
    expect(Object.keys(loss.terms)).toEqual(['data_loss', ...Object.keys(methods[algorithm].series)]);
  });
});
