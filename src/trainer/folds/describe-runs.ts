/** What a log says before the first epoch of a job: one run by itself, or several side by side. */
import { describeData } from '../describe-data.ts';
import { describeJob, describeTask } from '../describe-job.ts';
import { information, type LogText, warning } from '../log-text.ts';
import { cellNames, counted } from '../names-in-words.ts';
import type { TrainingRun } from '../train-run.ts';

/** Lines of single runs beyond these tell no more. */
const mostLinesOfSomeRuns = 6;

export function describeRuns(runs: readonly TrainingRun[], engineName: string): readonly LogText[] {
  const [first] = runs;
  if (!first) return [];
  const { job, network, seed } = first;
  const { folds } = job.spec.hyperparams;
  if (folds === null) return describeJob(job, network, engineName);
  const means =
    'Every epoch of all runs is one epoch of the job, its figures are mean ± standard deviation over them';
  if (folds !== 'leave_one_battery_out') {
    const seeds = `the seeds ${seed} to ${seed + runs.length - 1}`;
    const title = `${runs.length} runs on the same split, drawn with seed ${seed}; their weights and shuffling have ${seeds}`;
    return [information(`${title}. ${means}`), ...describeJob(job, network, engineName)];
  }
  const title = `${runs.length} runs: each battery validates once while all others train, every time with seed ${seed}`;
  return [
    information(`${title}. ${means}`),
    ...describeTask(job, network, engineName),
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

/** What holds for all runs once; what holds for some with their names. */
function describeDataOfRuns(runs: readonly TrainingRun[]): readonly LogText[] {
  const found = new Map<string, { readonly line: LogText; readonly names: string[] }>();
  for (const { job, name } of runs) {
    for (const line of describeData(job)) {
      const known = found.get(line.message) ?? { line, names: [] };
      known.names.push(name ?? '');
      found.set(line.message, known);
    }
  }
  const isOfAll = ({ names }: { readonly names: readonly string[] }): boolean => names.length === runs.length;
  const ofSome = [...found.values()].filter((one) => !isOfAll(one));
  const omitted = ofSome.length - mostLinesOfSomeRuns;
  return [
    ...[...found.values()].filter(isOfAll).map(({ line }) => line),
    ...ofSome.slice(0, mostLinesOfSomeRuns).map(({ line, names }) => ({
      ...line,
      message: `In ${names.length < 4 ? names.join(', ') : `${names.length} runs`}: ${line.message}`,
    })),
    ...(omitted > 0
      ? [information(`${counted(omitted, 'more such line', 'more such lines')} left out`)]
      : []),
  ];
}
