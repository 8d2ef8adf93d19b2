import { describe, expect, it } from 'vitest';
import type { MeasuredCell } from '../../../../../src/learning/files/cell-arrays.ts';
import { referenceEngine } from '../../../../../src/learning/engines/reference/reference-engine.ts';
import { evaluatedCell } from '../../../../../src/learning/judging/evaluation/evaluated-cell.ts';
import {
  evaluatedErrors,
  meanErrors,
} from '../../../../../src/learning/judging/evaluation/evaluated-errors.ts';
import { judgeCell } from '../../../../../src/learning/judging/evaluation/judge-cell.ts';
import { summarise } from '../../../../../src/learning/judging/evaluation/summarise.ts';
import type { TrainedModel } from '../../../../../src/learning/files/model-file.ts';
import { predictCells } from '../../../../../src/learning/predict.ts';
import { evaluatedCellSchema } from '../../../../../src/shared/contract/prediction.ts';
import { judgeValidation } from '../../../../../src/trainer/validation-judge.ts';
import { prepareJob } from '../../../../../src/trainer/prepare-job.ts';
import { jobSpecOf } from '../../../../support/job-folder.ts';
import { madeUpCell } from '../../../../support/measured-cells.ts';
import { smallModel, someIntervals } from '../../../../support/small-model.ts';

const cells = [1, 2, 3].map((batteryId) => madeUpCell({ batteryId, rowCount: 40 }));
const metrics = { intervals: someIntervals, training_cells: [1, 2] };
const model = smallModel(cells, { metrics });

const judgeAll = (of: TrainedModel, measured: readonly MeasuredCell[]) =>
  Promise.all(measured.map((cell) => judgeCell(of, cell, referenceEngine)));

describe('a judged cell', () => {
  it('has the predictions of predictCells and the labels of its capacities', async () => {
    const fresh = madeUpCell({ batteryId: 5, rowCount: 25 });
    const [judged] = await judgeAll(model, [fresh]);
    const [predicted] = await predictCells(model, [fresh], referenceEngine);
    expect(judged!.predicted).toEqual({ soh: predicted!.soh, rul: predicted!.rul });
    expect([...judged!.actual.soh]).toEqual([...fresh.capacityAh].map((capacity) => capacity / 2));
  });

  it('has the references with the very errors that stood beside the model when it was trained', async () => {
    const job = prepareJob(jobSpecOf(cells), cells);
    const { cells: figures } = summarise(model.description, await judgeAll(model, cells));
    expect(job.split.validationCells).not.toHaveLength(0);
    for (const { batteryId, start } of job.split.validationCells) {
      const atTraining = job.references.onValidation.map(({ name, predictions }) => ({
        name,
        ...judgeValidation(job, predictions).ofCell(start),
      }));
      const now = figures.find(({ battery_id: id }) => id === batteryId)!.references;
      expect(now.map(({ name }) => name)).toEqual(['mean', 'linear_fade', 'ridge']);
      for (const [place, reference] of atTraining.entries()) {
        expect(now[place]!.soh.rmse).toBeCloseTo(reference.soh.rmse!, 10);
        expect(now[place]!.rul.rows).toBe(reference.rul.rows);
      }
    }
  });

  it('of an older model has linear fade alone, and the verdict says so', async () => {
    const older = { ...model, description: { ...model.description, references: null } };
    const { cells: figures, verdict } = summarise(older.description, await judgeAll(older, cells));
    expect(figures[0]!.references.map(({ name }) => name)).toEqual(['linear_fade']);
    expect(verdict.at(-1)).toContain('linear fade alone');
  });
});

describe('errors', () => {
  const widths = { soh: new Float64Array(9).fill(0.05), rul: new Float64Array(9).fill(10) };
  const rows = (soh: readonly number[], predicted: readonly number[]) => ({
    actual: { soh: Float64Array.from(soh), rul: new Float64Array(soh.length).fill(Number.NaN) },
    predicted: { soh: Float64Array.from(predicted), rul: null },
  });

  it('count rows with a label, and the share of them within the interval', () => {
    const errors = evaluatedErrors(rows([1, Number.NaN, 0.8, 0.9], [1.04, 0.5, 0.9, 0.9]), widths);
    expect(errors).toMatchObject({ rows: 3, coverage: 2 / 3, rul_mae: null, rul_coverage: null });
    expect(errors.soh_mae).toBeCloseTo(0.14 / 3, 12);
    expect(evaluatedErrors(rows([1], [1]), null).coverage).toBeNull();
    expect(evaluatedErrors(rows([Number.NaN], [1]), widths)).toMatchObject({
      rows: 0,
      coverage: null,
      soh_mae: null,
    });
  });

  it('have a mean in which each cell counts the same, however long it lived', () => {
    const one = evaluatedErrors(rows([1, 1, 1, 1], [1.1, 1.1, 1.1, 1.1]), widths);
    const other = evaluatedErrors(rows([1], [1.3]), widths);
    const unknown = evaluatedErrors(rows([Number.NaN], [1]), widths);
    expect(meanErrors([one, other, unknown]).soh_mae).toBeCloseTo(0.2, 12);
    expect(meanErrors([one, other, unknown]).rows).toBe(5);
  });

  it('over all rows count each row the same', async () => {
    const long = madeUpCell({ batteryId: 1, rowCount: 40 });
    const short = madeUpCell({ batteryId: 7, rowCount: 10 });
    const { pooled, cells: figures } = summarise(model.description, await judgeAll(model, [long, short]));
    const [ofLong, ofShort] = figures.map((one) => one.metrics.soh_mae!);
    expect(pooled.rows).toBe(50);
    expect(pooled.soh_mae).toBeCloseTo((40 * ofLong! + 10 * ofShort!) / 50, 12);
  });
});

describe('leakage', () => {
  it('names the cells that the model was trained or selected on, by id or by content', async () => {
    const copyOfTwo = madeUpCell({ batteryId: 2, rowCount: 40 });
    const renamed = {
      ...copyOfTwo,
      cell: { ...copyOfTwo.cell, battery_id: 9, name: 'again', dataset_hash: 'hash2' },
    };
    const fresh = madeUpCell({ batteryId: 5, rowCount: 20 });
    const { leakage } = summarise(
      model.description,
      await judgeAll(model, [cells[0]!, cells[2]!, renamed, fresh]),
    );
    expect(leakage.map(({ message }) => message)).toEqual([
      expect.stringMatching(/^"cell 1": The model was trained on this cell/),
      expect.stringMatching(/^"cell 3": The best epoch of the model was chosen on this cell/),
      expect.stringMatching(/^"again": The model was trained on this cell/),
    ]);
  });
});

describe('the curves of a cell', () => {
  const curvesOf = async (of: TrainedModel, measured: MeasuredCell) => {
    const judged = await judgeAll(of, [measured]);
    const [facts] = summarise(of.description, judged).cells;
    return evaluatedCellSchema.strict().parse(evaluatedCell(of.description, judged[0]!, facts!));
  };

  it('are equally long, with null where a number is unknown', async () => {
    const ageless = madeUpCell({ batteryId: 5, rowCount: 25, fade: 0.1 });
    const capacityAh = ageless.capacityAh.with(3, Number.NaN);
    const cell = await curvesOf(model, { ...ageless, capacityAh });
    for (const curve of [cell.cycles, cell.soh_true, cell.soh_predicted, cell.rul_true, cell.rul_high])
      expect(curve).toHaveLength(25);
    expect(cell.soh_true[3]).toBeNull();
    expect(cell.soh_predicted[3]).toEqual(expect.any(Number));
    expect(cell.metrics.rows).toBe(24);
    expect(cell.rul_true.every((value) => value === null)).toBe(true);
    expect(cell.warnings).toContain('The cell never reaches its end of life: its true RUL is unknown.');
  });

  it('have the model’s band where the row is usual, a wider one where not, and none for a foreign cell', async () => {
    const widths = (cell: Awaited<ReturnType<typeof curvesOf>>) =>
      cell.soh_high.flatMap((high, row) => (high === null ? [] : [high - cell.soh_low[row]!]));
    const own = await curvesOf(model, cells[0]!);
    expect(Math.min(...widths(own))).toBeCloseTo(0.1, 8);
    expect(Math.max(...widths(own))).toBeGreaterThan(0.1);
    const foreign = await curvesOf(model, {
      ...cells[0]!,
      features: cells[0]!.features.map((value) => value + 1e4),
    });
    expect(foreign).toMatchObject({
      applicability: 'foreign',
      metrics: { coverage: null, rul_coverage: null },
    });
    expect(widths(foreign)).toEqual([]);
    expect(foreign.warnings).toContainEqual(expect.stringContaining('foreign to the model'));
  });

  it('of a model without RUL and without intervals are null where it says nothing', async () => {
    const ageless = [1, 2].map((batteryId) => madeUpCell({ batteryId, rowCount: 30, fade: 0.1 }));
    const cell = await curvesOf(smallModel(ageless, { metrics: { intervals: null } }), ageless[0]!);
    const unknown = [...cell.rul_predicted, ...cell.rul_low, ...cell.soh_low, ...cell.soh_high];
    expect(unknown).toHaveLength(120);
    expect(unknown.every((value) => value === null)).toBe(true);
  });
});

describe('a cell with other labels than the training cells', () => {
  const relabelled = (nominalCapacityAh: number): MeasuredCell => {
    const cell = madeUpCell({ batteryId: 5, rowCount: 25 });
    return { ...cell, cell: { ...cell.cell, nominal_capacity_ah: nominalCapacityAh } };
  };

  it('has SoH, band and references in its own nominal capacity: the same Ah as before', async () => {
    const [own, other] = await judgeAll(model, [relabelled(2), relabelled(2.5)]);
    const { cells: figures } = summarise(model.description, [own!, other!]);
    const [ownBand, otherBand] = [own!, other!].map((judged, index) =>
      evaluatedCell(model.description, judged, figures[index]!),
    );
    for (const [row, soh] of own!.predicted.soh.entries()) {
      expect(other!.predicted.soh[row]! * 2.5).toBeCloseTo(soh * 2, 10);
      const width = ownBand!.soh_high[row]! - ownBand!.soh_low[row]!;
      expect((otherBand!.soh_high[row]! - otherBand!.soh_low[row]!) * 2.5).toBeCloseTo(width * 2, 6);
    }
    for (const name of ['mean', 'ridge'] as const) {
      const ofRow = (judged: typeof own) =>
        judged!.references.find((one) => one.name === name)!.predicted.soh[7]!;
      expect(ofRow(other) * 2.5).toBeCloseTo(ofRow(own) * 2, 10);
    }
  });

  it('has no RUL: it would count to another capacity', async () => {
    const [other] = await judgeAll(model, [relabelled(2.5)]);
    const { cells: figures } = summarise(model.description, [other!]);
    const cell = evaluatedCell(model.description, other!, figures[0]!);
    expect(cell.rul_predicted.every((value) => value === null)).toBe(true);
    expect(cell).toMatchObject({ rul_ends_at: null, metrics: { rul_mae: null, rul_coverage: null } });
    expect(cell.warnings).toContainEqual(expect.stringContaining('RUL is not answered'));
  });
});
