/** What a log says before the first epoch: the facts of this job, and what was assumed or left out. */
import type { DatasetCell } from '../learning/dataset.ts';
import type { Network } from '../learning/engines/engine.ts';
import type { LogLevel } from '../shared/contract/job.ts';
import type { PreparedJob } from './prepare-job.ts';

export interface LogText {
  readonly level: LogLevel;
  readonly message: string;
}

const information = (message: string): LogText => ({ level: 'INFO', message });
const warning = (message: string): LogText => ({ level: 'WARNING', message });

export function describeJob(job: PreparedJob, network: Network, engineName: string): readonly LogText[] {
  return [...describeTask(job, network, engineName), ...describeSplit(job), ...describeData(job)];
}

function describeTask(job: PreparedJob, network: Network, engineName: string): readonly LogText[] {
  const { spec, dataset } = job;
  const { epochs, batch_size, learning_rate, seed } = spec.hyperparams;
  const sizes = [...network.weightShapes.values()].map((shape) => shape.reduce((all, size) => all * size, 1));
  const parameterCount = sizes.reduce((sum, size) => sum + size, 0);
  return [
    information(
      `Training ${spec.algorithm} on ${counted(dataset.cells.length, 'battery', 'batteries')} with ` +
        `${counted(dataset.rowCount, 'cycle', 'cycles')}: ${epochs} epochs, batches of ${batch_size}, ` +
        `learning rate ${learning_rate}, seed ${seed}`,
    ),
    information(`Engine ${engineName}, ${parameterCount} parameters`),
    information(
      `Inputs: ${counted(dataset.featureNames.length, 'feature', 'features')} and the cycle index. ` +
        `Targets: ${job.targets.includes('rul') ? 'SoH and RUL' : 'SoH'}`,
    ),
  ];
}

function describeSplit({ split }: PreparedJob): readonly LogText[] {
  const { trainingRows, validationRows } = split;
  const rows = `${trainingRows.length} cycles train, ${validationRows.length} validate`;
  if (split.splitBy === 'cycle') {
    return [
      information(`Split by cycle: ${rows}, the last ones of ${named(split.validationCells)}`),
      warning(
        'The validation cycles come from cells that training has seen, so the error shown is smaller than on a ' +
          'new cell. Choose two or more batteries and split_by "battery" to see that error.',
      ),
    ];
  }
  return [
    information(`Split by battery: ${rows}`),
    information(`Training: ${named(split.trainingCells)}`),
    information(`Validation: ${named(split.validationCells)}`),
  ];
}

function describeData(job: PreparedJob): readonly LogText[] {
  const { dataset, split, columnsLeftOut, missingCount, limitedCount, scaler } = job;
  const unused = dataset.featureNames.filter((_, column) => scaler.inputs.deviation[column] === 0);
  const unknown = dataset.soh.filter((soh) => Number.isNaN(soh)).length;
  const withoutEnd = dataset.cells.filter(({ endOfLifeCycle }) => endOfLifeCycle === null);
  const cells = split.trainingCells.length;
  const lines: readonly (LogText | null)[] = [
    columnsLeftOut.length === 0
      ? null
      : warning(`Columns that not every battery has are left out: ${quoted(columnsLeftOut)}`),
    dataset.featureNames.length > 0
      ? null
      : warning('No feature column is common to all batteries: the cycle index is the only input'),
    unused.length === 0
      ? null
      : warning(`Columns that never change in the training cycles tell nothing: ${quoted(unused)}`),
    job.targets.includes('rul')
      ? null
      : warning(
          `RUL is not trained: none of the ${counted(cells, 'training cell', 'training cells')} reaches its end of ` +
            'life in the measured cycles. The model predicts SoH only.',
        ),
    job.targets.includes('rul') && withoutEnd.length > 0
      ? information(`End of life not reached, so RUL unknown and left out of the loss: ${named(withoutEnd)}`)
      : null,
    unknown === 0
      ? null
      : warning(`${counted(unknown, 'cycle', 'cycles')} without a capacity: no label there`),
    missingCount === 0
      ? null
      : warning(`${counted(missingCount, 'missing value', 'missing values')} replaced by the training mean`),
    limitedCount === 0
      ? null
      : warning(
          `${counted(limitedCount, 'value lies', 'values lie')} more than ${scaler.inputLimit} deviations from the ` +
            'training mean and were brought back to that distance',
        ),
  ];
  return lines.filter((line) => line !== null);
}

const counted = (count: number, one: string, many: string): string => `${count} ${count === 1 ? one : many}`;
const quoted = (names: readonly string[]): string => names.map((name) => `"${name}"`).join(', ');
const named = (cells: readonly DatasetCell[]): string =>
  cells.map(({ batteryId, name }) => `"${name}" (battery ${batteryId})`).join(', ');
