import { z } from 'zod';
import { defineRunPlan } from './define-run-plan.ts';

export const single = defineRunPlan({
  folds: z.null(),
  sentence: 'null: one training',
  label: 'none: one training',
  text: '',
  counted: null,
  runCount: () => 1,
  hint: () => 'Several trainings in one job say how sure an error is',
  whyNot: () => null,
  lighter: 'fewer batteries',
  judgesEachCell: false,
  cellsTitle: () => 'Each validation battery:',
  title: () => 'One training',
  runNoun: 'run',
});
