/** A method that only this test knows appears wherever the methods are listed or differ, from its facts alone. */
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { checkMemory } from '../../../../src/learning/engines/wasm/check-memory.ts';
import { cyclesLookedAt } from '../../../../src/learning/judging/prediction/predict-last-cycle.ts';
import { type LearningMethods, methods as learningMethods } from '../../../../src/learning/methods/index.ts';
import { describeInput, describeMetadata } from '../../../../src/learning/onnx/describe-onnx.ts';
import { componentSchemas } from '../../../../src/main/api/http/openapi/component-schemas.ts';
import { hyperparamFields } from '../../../../src/renderer/src/forms/hyperparam-fields.ts';
import {
  algorithmChoiceSchemaOf,
  algorithmSchemaOf,
  type AlgorithmChoice,
} from '../../../../src/shared/contract/hyperparams.ts';
import { createTrainingJobSchemaOf } from '../../../../src/shared/contract/job.ts';
import { defineMethod } from '../../../../src/shared/contract/methods/define-method.ts';
import { methods } from '../../../../src/shared/contract/methods/index.ts';
import { refuseDivergence } from '../../../../src/trainer/divergence.ts';
import { findLeakage } from '../../../../src/trainer/find-leakage.ts';
import { prepareJob } from '../../../../src/trainer/prepare-job.ts';
import { refuseTooMuchMemory } from '../../../../src/trainer/runs/refuse-too-much-memory.ts';
import { jobSpecOf } from '../../../support/job-folder.ts';
import { madeUpCell } from '../../../support/measured-cells.ts';
import { smallPlan } from '../../../support/random-rows.ts';
import { smallModel } from '../../../support/small-model.ts';

const gru = defineMethod({
  name: 'gru',
  label: 'GRU',
  sentence: 'A lighter memory.',
  hyperparams: {
    units: z.int().min(1).max(512).default(16).describe('Width of the memory'),
    history: z.int().min(1).max(99).default(7).describe('Cycles it sees'),
    damping: z.number().min(0).max(1).default(0.1).describe('Weight of the damping term'),
  },
  shownFirst: ['units'],
  cyclesSeen: ({ history }) => history,
  memoryKnobs: ['history', 'units'],
  divergenceKnobs: ['damping'],
  series: {},
});
const table = { ...methods, gru };
const choiceSchema = algorithmChoiceSchemaOf(table);
/** As the rest of the program would hold it, were the method in the real table. */
const choice = choiceSchema.parse({ algorithm: 'gru', hyperparams: {} }) as unknown as AlgorithmChoice;
const cells = [1, 2, 3].map((batteryId) => madeUpCell({ batteryId, rowCount: 60 }));

describe('another method, in a table of its own', () => {
  it('is an algorithm, whose hyperparameters are those of the loop and its own', () => {
    expect(algorithmSchemaOf(table).options).toEqual(['baseline', 'bilstm', 'deephpm', 'gru']);
    const create = createTrainingJobSchemaOf(table);
    expect(create.parse({ algorithm: 'gru', battery_ids: [1] })).toMatchObject({
      hyperparams: { epochs: 100, units: 16, history: 7 },
    });
    for (const [hyperparams, path] of [
      [{ units: 0 }, ['hyperparams', 'units']],
      [{ hidden_size: 8 }, ['hyperparams']],
    ] as const) {
      const { error } = create.safeParse({ algorithm: 'gru', battery_ids: [1], hyperparams });
      expect(error?.issues.map((issue) => issue.path)).toEqual([path]);
    }
  });

  it('has its fields in the form, its own first ones before it is unfolded', () => {
    const fields = hyperparamFields('gru', table);
    expect(fields.find(({ name }) => name === 'history')).toMatchObject({
      kind: 'integer',
      description: 'Cycles it sees',
      defaultText: '7',
      range: '1 to 99',
    });
    const first = fields.filter(({ isShownFirst }) => isShownFirst).map(({ name }) => name);
    expect(first).toEqual(['epochs', 'batch_size', 'learning_rate', 'folds', 'units']);
  });

  it('stands in the API document, with its sentences', () => {
    const { CreateGruJob, CreateTrainingJob } = componentSchemas(createTrainingJobSchemaOf(table));
    expect(JSON.stringify(CreateTrainingJob)).toContain('#/components/schemas/CreateGruJob');
    expect(CreateGruJob).toMatchObject({
      properties: { hyperparams: { properties: { units: { description: 'Width of the memory' } } } },
    });
  });

  it('is not skipped by the leakage check where it looks back, and is where it does not', () => {
    const job = prepareJob(jobSpecOf(cells), cells);
    const rows = { ...job.rows, cellStart: new Int32Array(job.rows.rowCount) };
    const broken = { ...job, rows, spec: { ...job.spec, ...choice } };
    expect(findLeakage(broken, table).map(({ code }) => code)).toContain('window_reaches_future');
    const blind = { ...table, gru: { ...gru, cyclesSeen: () => null } };
    expect(findLeakage(broken, blind).map(({ code }) => code)).not.toContain('window_reaches_future');
  });

  it('tells a user of its ONNX file, and of a prediction, how far it looks back', () => {
    const description = { ...smallModel(cells).description, ...choice };
    const width = description.features.length + 1;
    expect(describeInput(description, table)).toMatchObject({ name: 'window', shape: ['rows', 7, width] });
    expect(describeMetadata(description, table)).toMatchObject({ window: '7' });
    expect(cyclesLookedAt({ description }, table)).toBe(7);
  });

  it('is made smaller, or calmer, by what it names', () => {
    const plan = {
      ...smallPlan({ algorithm: 'baseline', inputWidth: 3, outputWidth: 1, hiddenWidth: 4 }),
      choice,
    };
    expect(() => checkMemory(2, 1, plan, 9, table)).toThrow(
      /9 rows, batch_size 32, history 7, units 16.*smaller batch_size, history, units, or/,
    );
    const wanted = { bytes: 2, runCount: 2, choice, limitBytes: 1 };
    expect(() => refuseTooMuchMemory(wanted, { methods: table })).toThrow(
      /a smaller batch_size, history or units\.$/,
    );
    const divergence = { what: 'loss', value: Number.NaN, epoch: 3 };
    expect(() => refuseDivergence(choice, divergence, table)).toThrow(/or damping \(now 0\.1\)/);
  });

  it('cannot be forgotten in the mathematics', () => {
    const { baseline, deephpm } = learningMethods;
    // @ts-expect-error a table without one of the contract's methods does not compile
    const incomplete: LearningMethods = { baseline, deephpm };
    expect(Object.keys(incomplete)).not.toEqual(Object.keys(methods));
    expect(Object.keys(learningMethods)).toEqual(Object.keys(methods));
  });
});
