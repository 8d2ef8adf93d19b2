/** What the schema cannot know about a new job: whether its batteries exist and its split can be made. */
import type { CreateTrainingJob } from '../../shared/contract/job.ts';
import type { ErrorDetail } from '../../shared/contract/errors.ts';
import type { RunPlanTable } from '../../shared/contract/run-plans/define-run-plan.ts';
import { runPlanFacts } from '../../shared/domain/run-plan-facts.ts';

/** Every wrong field with what is wrong; empty when the job can be created. */
export function checkTrainingChoice(
  choice: CreateTrainingJob,
  batteryExists: (id: number) => boolean,
  plans?: RunPlanTable,
): readonly ErrorDetail[] {
  return [
    ...unknownBatteries(choice.battery_ids.filter((id) => !batteryExists(id))),
    ...impossibleSplit(choice),
    ...impossibleValidation(choice),
    ...impossibleTest(choice),
    ...impossibleFolds(choice, plans),
  ];
}

function unknownBatteries(ids: readonly number[]): ErrorDetail[] {
  if (ids.length === 0) return [];
  const issue =
    ids.length === 1 ? `battery ${ids.join()} does not exist` : `batteries ${inWords(ids)} do not exist`;
  return [{ field: 'battery_ids', issue }];
}

function impossibleSplit({ hyperparams, battery_ids: batteryIds }: CreateTrainingJob): ErrorDetail[] {
  if (hyperparams.split_by !== 'battery' || batteryIds.length > 1) return [];
  const issue =
    'needs at least 2 batteries: add one, or leave split_by out to validate on the last cycles of this one';
  return [{ field: 'hyperparams.split_by', issue }];
}

function impossibleValidation({ hyperparams, battery_ids: batteryIds }: CreateTrainingJob): ErrorDetail[] {
  const { validation_battery_ids: validationIds, split_by: splitBy } = hyperparams;
  if (validationIds === null) return [];
  const wrong = (issue: string): ErrorDetail[] => [{ field: 'hyperparams.validation_battery_ids', issue }];
  const strangers = validationIds.filter((id) => !batteryIds.includes(id));
  if (strangers.length > 0) return wrong(`must be some of battery_ids, which ${inWords(strangers)} is not`);
  if (new Set(validationIds).size === batteryIds.length) {
    return wrong('must leave at least one of battery_ids to train on');
  }
  if (splitBy === 'cycle') return wrong('only counts with split_by "battery"; leave one of the two out');
  return [];
}

function impossibleTest({ hyperparams, battery_ids: batteryIds }: CreateTrainingJob): ErrorDetail[] {
  const { test_battery_ids: ids, test_split: share } = hyperparams;
  if (ids === null && share === 0) return [];
  const issue = whyNoTest(hyperparams, batteryIds);
  return issue === null
    ? []
    : [{ field: `hyperparams.${ids === null ? 'test_split' : 'test_battery_ids'}`, issue }];
}

function whyNoTest(hyperparams: Hyperparams, batteryIds: readonly number[]): string | null {
  const { test_battery_ids: ids, split_by: splitBy, folds } = hyperparams;
  if (runPlanFacts(folds).judgesEachCell) {
    return `contradicts folds "${String(folds)}", which measures on every battery already: leave out either`;
  }
  if (splitBy === 'cycle' || batteryIds.length < 3) {
    return 'needs at least 3 batteries and split_by "battery": one to train, one to validate, one to test';
  }
  return ids === null ? null : wrongTestIds(ids, hyperparams, batteryIds);
}

function wrongTestIds(
  ids: readonly number[],
  { validation_battery_ids: validationIds }: Hyperparams,
  batteryIds: readonly number[],
): string | null {
  const strangers = ids.filter((id) => !batteryIds.includes(id));
  if (strangers.length > 0) return `must be some of battery_ids, which ${inWords(strangers)} is not`;
  const both = ids.filter((id) => validationIds?.includes(id));
  if (both.length > 0) return `must not validate as well, as ${inWords(both)} does`;
  const needed = ids.length + (validationIds?.length ?? 1);
  return needed < batteryIds.length
    ? null
    : 'must leave at least one of battery_ids to train on and one to validate';
}

type Hyperparams = CreateTrainingJob['hyperparams'];

function impossibleFolds(choice: CreateTrainingJob, plans?: RunPlanTable): ErrorDetail[] {
  const { folds } = choice.hyperparams;
  const issue = runPlanFacts(folds, plans).whyNot(folds, choice);
  return issue === null ? [] : [{ field: 'hyperparams.folds', issue }];
}

/** "7", "7 and 9", "7, 8 and 9" */
function inWords(ids: readonly number[]): string {
  return ids.length < 2 ? ids.join() : `${ids.slice(0, -1).join(', ')} and ${String(ids.at(-1))}`;
}
