/** A plan of runs that only this test knows is offered, checked, prepared, told and concluded like the others. */
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { checkTrainingChoice } from '../../../../src/main/commands/check-training-choice.ts';
import { planOfText, trainingCount } from '../../../../src/renderer/src/forms/hyperparam-fields.ts';
import { foldsSchemaOf } from '../../../../src/shared/contract/folds.ts';
import { createTrainingJobSchema } from '../../../../src/shared/contract/job.ts';
import { defineRunPlan } from '../../../../src/shared/contract/run-plans/define-run-plan.ts';
import { runPlans as runPlanRows, severalRuns } from '../../../../src/shared/contract/run-plans/index.ts';
import { runPlanName } from '../../../../src/shared/domain/run-plan-facts.ts';
import type { JobSpec } from '../../../../src/shared/contract/job-spec.ts';
import { prepareJob } from '../../../../src/trainer/prepare-job.ts';
import { runPlanOf, runPlans } from '../../../../src/trainer/runs/plans/index.ts';
import { prepareRuns } from '../../../../src/trainer/runs/prepare-runs.ts';
import { refuseTooMuchMemory } from '../../../../src/trainer/runs/refuse-too-much-memory.ts';
import { firstOf, type RunPlan } from '../../../../src/trainer/runs/run-plan.ts';
import { jobSpecOf } from '../../../support/job-folder.ts';
import { madeUpCell } from '../../../support/measured-cells.ts';

const rehearsal = defineRunPlan({
  folds: z.literal('rehearsal'),
  sentence: 'rehearsal trains once before it counts',
  label: 'rehearse first',
  text: 'rehearsal',
  counted: null,
  runCount: () => 2,
  hint: (runCount) => `${runCount} trainings, the first for practice`,
  whyNot: (_folds, { hyperparams }) => (hyperparams.seed === 13 ? 'cannot be rehearsed with seed 13' : null),
  lighter: 'no rehearsal',
  judgesEachCell: false,
  cellsTitle: () => 'After the rehearsal:',
  title: () => 'A rehearsal',
  runNoun: 'run',
});
const facts = { ...runPlanRows, rehearsal };
const plan: RunPlan = {
  prepare: (spec, measured) => {
    const job = prepareJob(spec, measured);
    const { seed } = spec.hyperparams;
    return [
      { job, seed: seed + 1, name: 'the rehearsal' },
      { job, seed, name: 'the training' },
    ];
  },
  describe: () => [],
  conclude: (runs) => ({ kept: firstOf(runs), keptIndex: 0, metrics: firstOf(runs).metrics, lines: [] }),
};
const tables = { facts, plans: { ...runPlans, rehearsal: plan } };
const cells = [1, 2].map((batteryId) => madeUpCell({ batteryId, rowCount: 20 }));
const withRehearsal = <S extends { readonly hyperparams: object }>(of: S): S => ({
  ...of,
  hyperparams: { ...of.hyperparams, folds: 'rehearsal' },
});

describe('another plan of runs', () => {
  it('is a value of folds, with its sentence in the document', () => {
    const schema = foldsSchemaOf({ ...severalRuns, rehearsal });
    expect(
      ['rehearsal', 'leave_one_battery_out', 3, null].every((value) => schema.safeParse(value).success),
    ).toBe(true);
    expect(schema.safeParse('rehearse').success).toBe(false);
    expect(z.toJSONSchema(schema).description).toContain('rehearsal trains once before it counts; null');
  });

  it('is offered by the form, which says how many trainings it makes', () => {
    const [name, { hint }] = planOfText('rehearsal', facts);
    expect(name).toBe('rehearsal');
    expect(hint(trainingCount('rehearsal', 9, facts), 9)).toBe('2 trainings, the first for practice');
    expect(planOfText('7', facts)[0]).toBe('repeated_seeds');
    expect(planOfText('', facts)[0]).toBe('single');
  });

  it('may object to a job before it is queued', () => {
    const job = { algorithm: 'baseline', battery_ids: [1], hyperparams: { seed: 13 } };
    const choice = withRehearsal(createTrainingJobSchema.parse(job));
    expect(checkTrainingChoice(choice, () => true, facts)).toEqual([
      { field: 'hyperparams.folds', issue: 'cannot be rehearsed with seed 13' },
    ]);
  });

  it('makes the runs of the job, and names what is lighter', async () => {
    const spec: JobSpec = withRehearsal(jobSpecOf(cells, { hyperparams: { seed: 4 } }));
    const runs = await prepareRuns(spec, cells, { pause: () => Promise.resolve() }, tables);
    expect(runs.map(({ seed, name }) => [seed, name])).toEqual([
      [5, 'the rehearsal'],
      [4, 'the training'],
    ]);
    expect(runPlanOf(spec.hyperparams, tables)).toBe(plan);
    const wanted = { bytes: 2, runCount: 2, choice: spec, limitBytes: 1 };
    expect(() => refuseTooMuchMemory(wanted, { runPlans: facts })).toThrow(/Choose no rehearsal, or/);
  });
});

describe('the plans of the program', () => {
  it('each value of folds asks for one of them, and the trainer knows every one', () => {
    expect([null, 'leave_one_battery_out', 2, 50].map((folds) => runPlanName(folds))).toEqual([
      'single',
      'leave_one_battery_out',
      'repeated_seeds',
      'repeated_seeds',
    ]);
    expect(Object.keys(runPlans)).toEqual(Object.keys(runPlanRows));
    for (const text of Object.values(runPlanRows).map((row) => row.text)) {
      const folds = text === '' ? null : Number.isNaN(Number(text)) ? text : Number(text);
      expect(planOfText(text)[0]).toBe(runPlanName(folds));
    }
  });
});
