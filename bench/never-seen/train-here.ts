/** A job trained in this process by the trainer's own code, without a program around it. */
import { decodeModel, type TrainedModel } from '../../src/learning/files/model-file.ts';
import type { MeasuredCell } from '../../src/learning/files/cell-arrays.ts';
import type { TrainerMessage } from '../../src/shared/contract/trainer-messages.ts';
import { runJob } from '../../src/trainer/run-job.ts';
import type { TrainerHost } from '../../src/trainer/trainer-host.ts';
import { arraysOf, jobSpecOf, type JobWish } from '../../test/support/job-folder.ts';
import { readKernels } from '../kernel-build.ts';

/** Rejects with the job's own words where it fails. `cells`: each with a battery_id of its own. */
export async function trainHere(cells: readonly MeasuredCell[], wish: JobWish): Promise<TrainedModel> {
  const hashed = cells.map((one) => ({
    ...one,
    cell: { ...one.cell, dataset_hash: `cell-${one.cell.battery_id}` },
  }));
  const arrays = new Map(hashed.map((one) => [one.cell.dataset_hash, one]));
  let bytes: Uint8Array | undefined;
  let end: TrainerMessage | undefined;
  const host: TrainerHost = {
    readSpec: () => Promise.resolve(JSON.stringify(jobSpecOf(hashed, wish))),
    readArrays: (hash) => {
      const cell = arrays.get(hash);
      return cell ? Promise.resolve(arraysOf(cell)) : Promise.reject(new Error(`no arrays ${hash}`));
    },
    readKernel: readKernels,
    reserveModel: () => Promise.resolve(),
    finishAfter: () => Infinity,
    rest: () => Promise.resolve(),
    writeModel: (written) => {
      bytes = written;
      return Promise.resolve('model.safetensors');
    },
    readCheckpoint: () => Promise.resolve(undefined),
    writeCheckpoint: () => Promise.resolve(),
    post: (message) => void (end = message),
    stopSignal: new AbortController().signal,
    pauseSignal: new AbortController().signal,
    timestamp: () => '2000-01-01T00:00:00.000Z',
    elapsedMs: () => performance.now(),
    yieldToEvents: () => Promise.resolve(),
  };
  await runJob(host);
  if (bytes) return decodeModel(bytes);
  throw new Error(end?.type === 'failed' ? end.error_message : 'the training left no model');
}
