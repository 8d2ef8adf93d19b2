/** What a log says before the first epoch: the facts of this job, and what was assumed or left out. */
import type { NetworkPlan } from '../learning/engines/engine.ts';
import { weightShapes } from '../learning/methods/weight-shapes.ts';
import { commonEndOfLife, commonNominal } from '../shared/domain/label-meaning.ts';
import { describeData } from './describe-data.ts';
import { information, type LogText } from './log-text.ts';
import { cellNames, counted } from './names-in-words.ts';
import type { PreparedJob } from './prepare-job.ts';

export function describeJob(job: PreparedJob, engineName: string): readonly LogText[] {
  return [...describeTask(job, engineName), ...describeSplit(job), ...describeData(job)];
}

/** The task alone, without its split and data. */
export function describeTask(job: PreparedJob, engineName: string): readonly LogText[] {
  const { spec, dataset } = job;
  const { epochs, batch_size, learning_rate, seed } = spec.hyperparams;
  return [
    information(
      `Training ${spec.algorithm} on ${counted(dataset.cells.length, 'battery', 'batteries')} with ` +
        `${counted(dataset.rowCount, 'cycle', 'cycles')}: ${epochs} epochs, batches of ${batch_size}, ` +
        `learning rate ${learning_rate}, seed ${seed}`,
    ),
    information(`Engine ${engineName}, ${parameterCount(job.plan)} parameters`),
    information(
      `Inputs: ${counted(dataset.featureNames.length, 'feature', 'features')} and the cycle index. ` +
        `Targets: ${targetsInWords(job)}`,
    ),
  ];
}

/** With what SoH is a fraction of and RUL counts to, where that is one thing for all cells. */
function targetsInWords({ spec: { cells }, targets }: PreparedJob): string {
  const [nominal, end] = [commonNominal(cells), commonEndOfLife(cells)];
  const soh = nominal === null ? 'SoH of each cell’s own nominal capacity' : `SoH of ${nominal} Ah`;
  if (!targets.includes('rul')) return soh;
  return `${soh} and RUL to ${end === null ? 'each cell’s own end of life' : `SoH ${Number((end * 100).toPrecision(4))} %`}`;
}

function parameterCount(plan: NetworkPlan): number {
  const sizes = [...weightShapes(plan).values()].map((shape) => shape.reduce((all, size) => all * size, 1));
  return sizes.reduce((sum, size) => sum + size, 0);
}

function describeSplit({ split }: PreparedJob): readonly LogText[] {
  const { trainingRows, validationRows } = split;
  const rows = `${trainingRows.length} cycles train, ${validationRows.length} validate`;
  if (split.splitBy === 'cycle') {
    return [information(`Split by cycle: ${rows}, the last ones of ${cellNames(split.validationCells)}`)];
  }
  return [
    information(`Split by battery: ${rows}`),
    information(`Training: ${cellNames(split.trainingCells)}`),
    information(`Validation: ${cellNames(split.validationCells)}`),
    ...(split.testCells.length === 0
      ? []
      : [
          information(
            `Test: ${cellNames(split.testCells)}, ${split.testRows.length} cycles that neither train nor choose the epoch`,
          ),
        ]),
  ];
}
