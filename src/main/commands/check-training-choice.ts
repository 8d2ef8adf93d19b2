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

function impossibleFolds(choice: CreateTrainingJob, plans?: RunPlanTable): ErrorDetail[] {
  const { folds } = choice.hyperparams;
  const issue = runPlanFacts(folds, plans).whyNot(folds, choice);
  return issue === null ? [] : [{ field: 'hyperparams.folds', issue }];
}

/** "7", "7 and 9", "7, 8 and 9" */
function inWords(ids: readonly number[]): string {
  return ids.length < 2 ? ids.join() : `${ids.slice(0, -1).join(', ')} and ${String(ids.at(-1))}`;
}
