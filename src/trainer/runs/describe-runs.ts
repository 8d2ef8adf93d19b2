/** What a log says before the first epoch of a job: one run by itself, or several side by side. */
import { describeData } from '../describe-data.ts';
import { describeJob, describeTask } from '../describe-job.ts';
import { information, type LogText, warning } from '../log-text.ts';
import { cellNames } from '../names-in-words.ts';
import type { TrainingRun } from '../training-run.ts';

export function describeRuns(runs: readonly TrainingRun[], engineName: string): readonly LogText[] {
  const [first] = runs;
  if (!first) return [];
  const { job, seed } = first;
  const { folds } = job.spec.hyperparams;
  if (folds === null) return describeJob(job, engineName);
  const means =
    'Every epoch of all runs is one epoch of the job, its figures are mean ± standard deviation over them';
  if (folds !== 'leave_one_battery_out') {
    const seeds = `the seeds ${seed} to ${seed + runs.length - 1}`;
    const title = `${runs.length} runs on the same split, drawn with seed ${seed}; their weights and shuffling have ${seeds}`;
    return [information(`${title}. ${means}`), ...describeJob(job, engineName)];
  }
  const title = `${runs.length} runs: each battery validates once while all others train, every time with seed ${seed}`;
  return [
    information(`${title}. ${means}`),
    ...describeTask(job, engineName),
    information(`Left out in turn: ${cellNames(job.dataset.cells)}`),
    ...describeTargets(runs),
    ...describeDataOfRuns(runs),
  ];
}

/** Losses over different targets are different things. */
function describeTargets(runs: readonly TrainingRun[]): readonly LogText[] {
  const withRul = runs.filter(({ job }) => job.targets.includes('rul')).length;
  if (withRul === 0 || withRul === runs.length) return [];
  return [
    warning(
      `RUL is trained in ${withRul} of ${runs.length} runs only: without the others’ left-out battery too few reach ` +
        'their end of life. The losses of both kinds of run are not alike; compare their SoH errors instead.',
    ),
  ];
}

/** One line of each kind: as it is where all runs have the same one, else the first run's as an example. */
function describeDataOfRuns(runs: readonly TrainingRun[]): readonly LogText[] {
  const byKind = new Map<string, { readonly line: LogText; readonly name: string | null }[]>();
  for (const { job, name } of runs) {
    for (const line of describeData(job)) {
      const kind = kindOf(line);
      byKind.set(kind, [...(byKind.get(kind) ?? []), { line, name }]);
    }
  }
  return [...byKind.values()].flatMap((alike) => {
    const [first] = alike;
    if (!first) return [];
    const { line, name } = first;
    const isSame = alike.every((one) => one.line.message === line.message);
    if (isSame && alike.length === runs.length) return [line];
    const where = `In ${alike.length} of ${runs.length} runs, ${isSame ? 'such as' : 'for example in'} ${name ?? ''}`;
    return [{ ...line, message: `${where}: ${line.message}` }];
  });
}

/** What a line speaks of, without the columns and cells it lists. */
const kindOf = ({ message }: LogText): string => message.split(': ')[0] ?? message;
