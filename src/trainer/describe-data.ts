/** What a log says about the data before the first epoch: columns left out, labels unknown, values replaced. */
import { commonEndOfLife } from '../shared/domain/label-meaning.ts';
import { information, type LogText, warning } from './log-text.ts';
import { cellNames, counted, quotedNames } from './names-in-words.ts';
import type { PreparedJob } from './prepare-job.ts';

export const describeData = (job: PreparedJob): readonly LogText[] => [
  ...describeColumns(job),
  ...describeMeanings(job),
  ...describeLabels(job),
  ...describeValues(job),
];

function describeColumns({ dataset, scaler, columnsLeftOut }: PreparedJob): readonly LogText[] {
  const unchanging = dataset.featureNames.filter((_, column) => scaler.inputs.deviation[column] === 0);
  return [
    ...linesAbout(columnsLeftOut, 'Columns that not every battery has are left out'),
    ...linesAbout(unchanging, 'Columns that never change in the training cycles tell nothing'),
    ...(dataset.featureNames.length > 0
      ? []
      : [warning('No feature column is common to all batteries: the cycle index is the only input')]),
  ];
}

const linesAbout = (columns: readonly string[], text: string): readonly LogText[] =>
  columns.length === 0 ? [] : [warning(`${text}: ${quotedNames(columns)}`)];

/** Cells whose labels mean different things teach a mixture of them. */
function describeMeanings({ spec, split, targets }: PreparedJob): readonly LogText[] {
  const ids = new Set(split.trainingCells.map(({ batteryId }) => batteryId));
  const trained = spec.cells.filter(({ battery_id: id }) => ids.has(id));
  const end = commonEndOfLife(trained);
  const froms = new Set(trained.map(({ capacity_from: from }) => from));
  return [
    ...(!targets.includes('rul') || end !== null
      ? []
      : [
          warning(
            'The training cells have different ends of life, so their RUL counts to different thresholds and the model ' +
              'will not answer RUL: give them one end of life and train again',
          ),
        ]),
    ...(froms.size > 1
      ? [
          warning(
            'The capacities of some training cells come from check-ups only, those of others from all cycles',
          ),
        ]
      : []),
  ];
}

function describeLabels({ dataset, split, targets }: PreparedJob): readonly LogText[] {
  const unknown = dataset.soh.filter((soh) => Number.isNaN(soh)).length;
  const lines =
    unknown === 0
      ? []
      : [warning(`${counted(unknown, 'cycle', 'cycles')} without a capacity: no label there`)];
  if (!targets.includes('rul')) {
    const cells = counted(split.trainingCells.length, 'training cell', 'training cells');
    const reason = `none of the ${cells} reaches its end of life in the measured cycles`;
    return [...lines, warning(`RUL is not trained: ${reason}. The model predicts SoH only.`)];
  }
  const censored = dataset.cells.filter(({ endOfLifeCycle }) => endOfLifeCycle === null);
  if (censored.length === 0) return lines;
  const text = 'End of life not reached, so RUL is unknown and left out of the loss';
  return [...lines, information(`${text}: ${cellNames(censored)}`)];
}

function describeValues(job: PreparedJob): readonly LogText[] {
  const missing = countedByColumn(job, job.missingByColumn);
  const limited = countedByColumn(job, job.limitedByColumn);
  const ofCycles = `of ${counted(job.dataset.rowCount, 'cycle', 'cycles')}`;
  const limit = job.scaler.inputLimit;
  return [
    ...(missing === ''
      ? []
      : [warning(`Missing values ${ofCycles}, replaced by the training mean: ${missing}`)]),
    ...(limited === ''
      ? []
      : [
          warning(
            `Values ${ofCycles} more than ${limit} deviations from the training mean, brought back to that ` +
              `distance: ${limited}`,
          ),
        ]),
  ];
}

/** `72 of "voltage entropy"`, only columns that have some. */
function countedByColumn({ dataset }: PreparedJob, counts: Int32Array): string {
  const names = [...dataset.featureNames, 'cycle index'];
  const some = names
    .map((name, column) => ({ name, count: counts[column] ?? 0 }))
    .filter(({ count }) => count > 0);
  return some.map(({ name, count }) => `${count} of "${name}"`).join(', ');
}
