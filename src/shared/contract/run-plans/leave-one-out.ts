import { z } from 'zod';
import { defineRunPlan, type PlannedJob } from './define-run-plan.ts';

const name = 'leave_one_battery_out';

export const leaveOneOut = defineRunPlan({
  folds: z.literal(name),
  sentence: `${name} leaves out each cell once, all with the same seed`,
  label: 'leave one battery out',
  text: name,
  counted: null,
  runCount: (_folds, cellCount) => cellCount,
  hint: (runCount, cellCount) =>
    cellCount > 1
      ? `${runCount} trainings: each cell is left out once`
      : 'Each cell is left out once: choose several',
  whyNot: (_folds, job) => contradiction(job) ?? tooFew(job),
  lighter: `fewer batteries, a number of folds instead of ${name}`,
  judgesEachCell: true,
  cellsTitle: () => 'Each battery, predicted by the run that was trained without it:',
  title: (cells) => `Leave one out: ${cells}, each left out once`,
  runNoun: 'cell',
});

function contradiction({
  hyperparams: { split_by: splitBy, validation_battery_ids: ids },
}: PlannedJob): string | null {
  const contradicting = [
    ...(splitBy === 'cycle' ? ['split_by "cycle"'] : []),
    ...(ids === null ? [] : ['validation_battery_ids']),
  ];
  if (contradicting.length === 0) return null;
  return `${name} lets each battery validate once, which contradicts ${contradicting.join(' and ')}: leave out either`;
}

const tooFew = ({ battery_ids: batteryIds }: PlannedJob): string | null =>
  batteryIds.length > 1
    ? null
    : `${name} needs at least 2 batteries: add one, or repeat the split with a number`;
